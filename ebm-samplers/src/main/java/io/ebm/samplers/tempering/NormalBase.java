package io.ebm.samplers.tempering;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.Optional;

/** A normal law with independent coordinates, where paths over ℝ^n begin. Immutable. */
final class NormalBase {

  private static final int MOST_ROWS = 16_384;

  private final double[] mean; // of every coordinate
  private final double[] deviation; // positive

  private NormalBase(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * About the data's mean, as wide as they are; without data about 0 with deviation 1.
   *
   * @param spread what the deviations are multiplied by
   */
  static NormalBase of(StateSpace space, Optional<Dataset> data, double spread) {
    int dim = space.dim();
    double[] mean = new double[dim];
    double[] deviation = new double[dim];
    Arrays.fill(deviation, spread);
    if (data.isEmpty() || !data.get().space().equals(space) || data.get().train().size() < 2) {
      return new NormalBase(mean, deviation);
    }
    Batch rows = data.get().train().range(0, Math.min(MOST_ROWS, data.get().train().size()), dim);
    int n = rows.size();
    for (int j = 0; j < dim; j++) {
      for (int i = 0; i < n; i++) {
        mean[j] += rows.get(i, j) / n;
      }
      double squares = 0;
      for (int i = 0; i < n; i++) {
        squares += (rows.get(i, j) - mean[j]) * (rows.get(i, j) - mean[j]) / n;
      }
      deviation[j] = spread * (squares > 0 ? Math.sqrt(squares) : 1);
    }
    return new NormalBase(mean, deviation);
  }

  void sample(Batch into, RandomStream random) {
    for (int i = 0; i < into.size(); i++) {
      for (int j = 0; j < mean.length; j++) {
        into.set(i, j, (float) (mean[j] + deviation[j] * random.nextGaussian()));
      }
    }
  }

  /** Adds {@code factor} times the energies of the rows. */
  void addEnergies(Batch x, double factor, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      double sum = 0;
      for (int j = 0; j < mean.length; j++) {
        double z = (x.get(i, j) - mean[j]) / deviation[j];
        sum += z * z;
      }
      out[i] += factor * 0.5 * sum;
    }
  }

  /** Adds {@code factor} times the gradients at the rows. */
  void addGradients(Batch x, double factor, Batch out) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < mean.length; j++) {
        double slope = (x.get(i, j) - mean[j]) / (deviation[j] * deviation[j]);
        out.set(i, j, (float) (out.get(i, j) + factor * slope));
      }
    }
  }
}
