package io.ebm.samplers.hamiltonian;

import io.ebm.math.Vectors;
import io.ebm.samplers.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * The leapfrog integrator in whitened momenta (see {@link Metric}), in two halves between which the
 * gradient at the new position is computed. Reversible and volume preserving within rounding; at
 * the bounds of a box positions are reflected.
 */
record Leapfrog(Metric metric, @Nullable Bounds bounds, int dim) {

  /**
   * Half a step of momenta, a whole one of positions.
   *
   * @param time the step, negative for backwards
   * @param x positions, from {@code at} on; so are the momenta and whitened gradients
   */
  void first(float time, float[] x, float[] r, float[] h, int at) {
    Vectors.axpy(dim, -time / 2, h, at, r, at);
    metric.drift(time, r, at, x, at);
    if (bounds != null) {
      bounds.bounce(x, at, r, at, dim);
    }
  }

  /** The other half step of momenta, with the gradient at the new position. */
  void second(float time, float[] g, int gi, float[] r, float[] h, int at) {
    metric.whiten(g, gi, h, at);
    Vectors.axpy(dim, -time / 2, h, at, r, at);
  }
}
