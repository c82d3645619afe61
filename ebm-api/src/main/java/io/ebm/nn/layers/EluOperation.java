package io.ebm.nn.layers;

import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.nn.PointwiseOperation;

/** {@code y = x} above 0, and {@code alpha (exp(x) - 1)} elsewhere. */
final class EluOperation extends PointwiseOperation {

  private final float alpha;

  EluOperation(int size, double alpha) {
    super(size);
    this.alpha = (float) alpha;
  }

  @Override
  protected void compute(
      int n, float[] parameters, float[] m, int x, int y, int derivatives, int kept) {
    int count = size() * n;
    try (Scratch scratch = Scratch.open()) {
      float[] exp = scratch.floats(count);
      for (int i = 0; i < count; i++) {
        exp[i] = Math.min(m[x + i], 0);
      }
      Elementwise.exp(count, exp, 0, exp, 0);
      for (int i = 0; i < count; i++) {
        boolean isAbove = m[x + i] > 0;
        float below = alpha * exp[i];
        m[y + i] = isAbove ? m[x + i] : below - alpha;
        if (derivatives >= 1) {
          m[kept + i] = isAbove ? 1 : below;
        }
        if (derivatives >= 2) {
          m[kept + count + i] = isAbove ? 0 : below;
        }
        if (derivatives >= 3) {
          m[kept + 2 * count + i] = isAbove ? 0 : below;
        }
      }
    }
  }
}
