package io.ebm.nn.layers;

import io.ebm.math.Gemm;
import io.ebm.nn.LinearOperation;

/** {@code y = Wᵀ x}: rows of a table, weighted. */
final class TableOperation extends LinearOperation {

  private final int levels;
  private final int dim;
  private final int weight;

  /**
   * Creates the operation.
   *
   * @param levels rows of the table
   * @param dim numbers of a row
   */
  TableOperation(int levels, int dim, int weight) {
    this.levels = levels;
    this.dim = dim;
    this.weight = weight;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public long multiplyAdds() {
    return (long) levels * dim;
  }

  @Override
  protected void apply(int n, float[] theta, float[] m, int x, int y) {
    Gemm.tn(dim, n, levels, theta, weight, dim, m, x, n, m, y, n, false);
  }

  @Override
  protected void transpose(int n, float[] theta, float[] m, int y, int x) {
    Gemm.nn(levels, n, dim, theta, weight, dim, m, y, n, m, x, n, false);
  }

  @Override
  protected void learn(int n, float[] m, int x, int y, float[] gradient) {
    Gemm.nt(levels, dim, n, m, x, n, m, y, n, gradient, weight, dim, true);
  }
}
