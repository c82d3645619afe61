package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.PointwiseOperation;

/** {@code y = x} above 0, and {@code slope · x} elsewhere. */
final class LeakyOperation extends PointwiseOperation {

  private final float slope;

  LeakyOperation(int size, double slope) {
    super(size);
    this.slope = (float) slope;
  }

  @Override
  protected void compute(
      int n, float[] parameters, float[] m, int x, int y, int derivatives, int kept) {
    int count = size() * n;
    for (int i = 0; i < count; i++) {
      float factor = m[x + i] > 0 ? 1 : slope;
      m[y + i] = factor * m[x + i];
      if (derivatives > 0) {
        m[kept + i] = factor;
      }
    }
    if (derivatives > 1) {
      Vectors.fill((derivatives - 1) * count, 0f, m, kept + count);
    }
  }
}
