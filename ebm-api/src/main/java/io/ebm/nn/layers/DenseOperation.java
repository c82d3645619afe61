package io.ebm.nn.layers;

import io.ebm.math.Gemm;
import io.ebm.math.Vectors;
import io.ebm.nn.BiasedOperation;
import io.ebm.nn.LinearOperation;

/**
 * {@code y = W x + b}, at every position alike: a dense layer has one position, a convolution of
 * kernel 1 has several.
 */
final class DenseOperation extends BiasedOperation {

  private final int in;
  private final int out;
  private final int positions;
  private final int weight;

  DenseOperation(int in, int out, int positions, int weight, int bias, boolean addsBias) {
    super(out, positions, bias, addsBias);
    this.in = in;
    this.out = out;
    this.positions = positions;
    this.weight = weight;
  }

  @Override
  public LinearOperation yielded() {
    return new DenseOperation(in, out, positions, weight, bias(), false);
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public long multiplyAdds() {
    return (long) in * out * positions;
  }

  @Override
  protected void apply(int n, float[] theta, float[] m, int x, int y) {
    int columns = n * positions;
    Gemm.nn(out, columns, in, theta, weight, in, m, x, columns, m, y, columns, false);
  }

  @Override
  protected void transpose(int n, float[] theta, float[] m, int y, int x) {
    int columns = n * positions;
    if (out == 1) {
      for (int k = 0; k < in; k++) {
        Vectors.scale(columns, theta[weight + k], m, y, m, x + k * columns);
      }
    } else {
      Gemm.tn(in, columns, out, theta, weight, in, m, y, columns, m, x, columns, false);
    }
  }

  @Override
  protected void learn(int n, float[] m, int x, int y, float[] gradient) {
    int columns = n * positions;
    Gemm.nt(out, in, columns, m, y, columns, m, x, columns, gradient, weight, in, true);
  }
}
