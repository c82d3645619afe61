package io.ebm.nn.layers;

import io.ebm.math.Activation;
import io.ebm.nn.PointwiseOperation;

/** One of the {@link Activation}s, which adds biases first if there are some. */
final class ActivationOperation extends PointwiseOperation {

  private static final float[] NONE = {0f};

  private final Activation activation;
  private final int bias;
  private final int biases;

  ActivationOperation(Activation activation, int size) {
    this(activation, size, -1, 1);
  }

  private ActivationOperation(Activation activation, int size, int bias, int biases) {
    super(size);
    this.activation = activation;
    this.bias = bias;
    this.biases = biases;
  }

  @Override
  protected ActivationOperation withBias(int offset, int count) {
    return new ActivationOperation(activation, size(), offset, count);
  }

  @Override
  protected void compute(
      int n, float[] parameters, float[] m, int x, int y, int derivatives, int kept) {
    int rows = biases;
    int columns = size() * n / rows;
    float[] added = bias < 0 ? NONE : parameters;
    int from = Math.max(bias, 0);
    int count = size() * n;
    if (derivatives == 3) {
      for (int r = 0; r < rows; r++) {
        int row = r * columns;
        activation.third(columns, m, x + row, added[from + r], m, kept + 2 * count + row);
      }
    }
    activation.applyToRows(
        rows,
        columns,
        m,
        x,
        m,
        y,
        added,
        from,
        derivatives >= 1 ? m : null,
        kept,
        derivatives >= 2 ? m : null,
        kept + count);
  }
}
