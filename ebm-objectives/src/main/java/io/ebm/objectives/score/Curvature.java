package io.ebm.objectives.score;

import io.ebm.api.Batch;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.Gradient;
import io.ebm.api.ScoreLearnable;

/**
 * Second derivatives {@code vᵀ ∇²E v} and their gradient by the parameters: exact where the energy
 * has them, else by the central difference of slopes {@code v · ∇E} between {@code x ± h v}, of
 * error {@code O(h²)}.
 */
final class Curvature {

  private final double spacing;
  private Batch probe = Batch.allocate(0, 1);
  private Batch slopes = Batch.allocate(0, 1);
  private double[] energies = new double[0];
  private double[] factors = new double[0];

  /**
   * Creates one.
   *
   * @param spacing the distance between {@code x} and either probe
   */
  Curvature(double spacing) {
    this.spacing = spacing;
  }

  /** Computes the curvatures and adds {@code Σ weights[i] ∇θ c_i}. */
  void accumulate(
      ScoreLearnable energy, Batch x, Batch v, double[] weights, double[] out, Gradient into) {
    CurvatureLearnable exact = energy.as(CurvatureLearnable.class).orElse(null);
    if (exact != null) {
      exact.accumulateCurvature(x, v, weights, out, into);
      return;
    }
    int n = x.size();
    int dim = x.dim();
    if (energies.length != n || probe.dim() != dim) {
      probe = Batch.allocate(n, dim);
      slopes = Batch.allocate(n, dim);
      energies = new double[n];
      factors = new double[n];
    }
    for (int i = 0; i < n; i++) {
      out[i] = 0;
    }
    for (int sign = -1; sign <= 1; sign += 2) {
      for (int i = 0; i < n; i++) {
        double squares = 0;
        for (int j = 0; j < dim; j++) {
          squares += (double) v.get(i, j) * v.get(i, j);
        }
        double h = squares > 0 ? spacing / Math.sqrt(squares) : 0;
        for (int j = 0; j < dim; j++) {
          probe.set(i, j, (float) (x.get(i, j) + sign * h * v.get(i, j)));
        }
        factors[i] = h > 0 ? sign / (2 * h) : 0;
      }
      energy.gradients(probe, energies, slopes);
      for (int i = 0; i < n; i++) {
        double slope = 0;
        for (int j = 0; j < dim; j++) {
          slope += (double) v.get(i, j) * slopes.get(i, j);
        }
        out[i] += factors[i] * slope;
        factors[i] *= weights[i];
      }
      energy.accumulateDirectional(probe, v, factors, into);
    }
  }
}
