package io.ebm.samplers.hamiltonian;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.NonFiniteException;
import io.ebm.samplers.FiniteCheck;

/** Where trajectories go next: points of a tile that are evaluated together. For one thread. */
final class Points {

  private final Differentiable energy;
  private final int dim;
  private final Batch[] points; // points[n] is a view of the first n rows
  private final Batch[] gradients;
  private final double[] energies;
  private long evaluations; // rows whose gradient was computed

  Points(Differentiable energy, Batch states) {
    this.energy = energy;
    dim = states.dim();
    int n = states.size();
    Batch all = Batch.allocate(n, dim);
    Batch allGradients = Batch.allocate(n, dim);
    points = new Batch[n + 1];
    gradients = new Batch[n + 1];
    for (int i = 0; i <= n; i++) {
      points[i] = all.slice(0, i);
      gradients[i] = allGradients.slice(0, i);
    }
    energies = new double[n];
  }

  /** The positions of the points, to be written; the first begins at 0. */
  float[] positions() {
    return points[0].array();
  }

  /** The gradients at the points, laid out like these. */
  float[] gradients() {
    return gradients[0].array();
  }

  /** Evaluates the first points. */
  void evaluate(int count) {
    energy.gradients(points[count], energies, gradients[count]);
    evaluations += count;
  }

  /** Evaluates states themselves. */
  void evaluate(Batch states, double[] out, Batch outGradients) {
    energy.gradients(states, out, outGradients);
    evaluations += states.size();
  }

  /** How many rows were evaluated so far. */
  long evaluations() {
    return evaluations;
  }

  /** For a checkpoint. */
  void evaluations(long count) {
    evaluations = count;
  }

  /**
   * The energy at a point; +∞ where the position itself overflowed, or the gradient did at an
   * energy so far above the present one that no momentum accounts for it: the trajectory ends
   * there.
   *
   * @param present the energy of the chain's state
   * @param row the chain, for errors, as is its step
   */
  double value(int point, double present, int row, long step) {
    double value = energies[point];
    if (!finite(positions(), point * dim)) {
      return Double.POSITIVE_INFINITY;
    }
    FiniteCheck.proposal(value, present, row, step);
    if (value < Double.POSITIVE_INFINITY && !finite(gradients(), point * dim)) {
      if (value > present + HamiltonianChain.DIVERGED + 10.0 * dim) {
        return Double.POSITIVE_INFINITY;
      }
      checkGradient(gradients(), point * dim, row, value, step);
    }
    return value;
  }

  private boolean finite(float[] values, int from) {
    float sum = 0;
    for (int i = from; i < from + dim; i++) {
      sum += 0 * values[i]; // NaN if any is not finite
    }
    return sum == 0;
  }

  /** Fails if a gradient is not finite. */
  void checkGradient(float[] g, int from, int row, double value, long step) {
    if (!finite(g, from)) {
      throw new NonFiniteException(
          "the gradient of chain "
              + row
              + " is not finite after step "
              + step
              + ", where its energy is "
              + value);
    }
  }
}
