package io.ebm.nn.layers;

import io.ebm.nn.PointwiseOperation;

/** {@code y_k = sin(x_k + φ_k)} with phases that repeat. */
final class SineOperation extends PointwiseOperation {

  private final double[] phases;

  SineOperation(int size, double... phases) {
    super(size);
    this.phases = phases;
  }

  @Override
  protected void compute(
      int n, float[] parameters, float[] m, int x, int y, int derivatives, int kept) {
    int count = size() * n;
    for (int k = 0; k < size(); k++) {
      double phase = phases[k % phases.length];
      for (int i = k * n; i < (k + 1) * n; i++) {
        double angle = m[x + i] + phase;
        float sine = (float) Math.sin(angle);
        m[y + i] = sine;
        if (derivatives >= 1) {
          float cosine = (float) Math.cos(angle);
          m[kept + i] = cosine;
          if (derivatives >= 2) {
            m[kept + count + i] = -sine;
          }
          if (derivatives >= 3) {
            m[kept + 2 * count + i] = -cosine;
          }
        }
      }
    }
  }
}
