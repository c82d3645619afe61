package io.ebm.nn.layers;

import io.ebm.math.Activation;
import io.ebm.nn.PointwiseOperation;
import io.ebm.nn.Shape;

/** One of the {@link Activation}s, which adds a bias for each channel first if there is one. */
final class ActivationOperation extends PointwiseOperation {

  private static final float[] NONE = {0f};

  private final Activation activation;
  private final Shape shape;
  private final int bias;

  ActivationOperation(Activation activation, Shape shape, int bias) {
    super(shape.size());
    this.activation = activation;
    this.shape = shape;
    this.bias = bias;
  }

  @Override
  protected ActivationOperation withBias(int offset) {
    return new ActivationOperation(activation, shape, offset);
  }

  @Override
  protected void compute(
      int n, float[] parameters, float[] m, int x, int y, int derivatives, int kept) {
    int rows = bias < 0 ? 1 : shape.channels();
    int columns = size() * n / rows;
    float[] biases = bias < 0 ? NONE : parameters;
    int from = Math.max(bias, 0);
    int count = size() * n;
    if (derivatives == 3) {
      for (int r = 0; r < rows; r++) {
        int row = r * columns;
        activation.third(columns, m, x + row, biases[from + r], m, kept + 2 * count + row);
      }
    }
    activation.applyToRows(
        rows,
        columns,
        m,
        x,
        m,
        y,
        biases,
        from,
        derivatives >= 1 ? m : null,
        kept,
        derivatives >= 2 ? m : null,
        kept + count);
  }
}
