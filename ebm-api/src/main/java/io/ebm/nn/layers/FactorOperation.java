package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.BiasedOperation;

/** {@code y = w x + b} with a factor and, maybe, a bias for each channel. */
final class FactorOperation extends BiasedOperation {

  private final int channels;
  private final int positions;
  private final int weight;

  FactorOperation(int channels, int positions, int weight, int bias, boolean addsBias) {
    super(channels, positions, bias, addsBias);
    this.channels = channels;
    this.positions = positions;
    this.weight = weight;
  }

  @Override
  public FactorOperation yielded() {
    return new FactorOperation(channels, positions, weight, bias(), false);
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public long multiplyAdds() {
    return (long) channels * positions;
  }

  @Override
  protected void apply(int n, float[] theta, float[] m, int x, int y) {
    int columns = positions * n;
    for (int c = 0; c < channels; c++) {
      Vectors.scale(columns, theta[weight + c], m, x + c * columns, m, y + c * columns);
    }
  }

  @Override
  protected void transpose(int n, float[] theta, float[] m, int y, int x) {
    apply(n, theta, m, y, x);
  }

  @Override
  protected void learn(int n, float[] m, int x, int y, float[] gradient) {
    int columns = positions * n;
    for (int c = 0; c < channels; c++) {
      gradient[weight + c] += (float) Vectors.dot(columns, m, x + c * columns, m, y + c * columns);
    }
  }
}
