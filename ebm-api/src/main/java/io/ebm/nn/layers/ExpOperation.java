package io.ebm.nn.layers;

import io.ebm.math.Elementwise;
import io.ebm.nn.PointwiseOperation;

/** {@code y = exp(x)}. */
final class ExpOperation extends PointwiseOperation {

  ExpOperation(int size) {
    super(size);
  }

  @Override
  protected void compute(
      int n, float[] parameters, float[] m, int x, int y, int derivatives, int kept) {
    int count = size() * n;
    Elementwise.exp(count, m, x, m, y);
    for (int d = 0; d < derivatives; d++) {
      System.arraycopy(m, y, m, kept + d * count, count);
    }
  }
}
