package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;

/**
 * A Gaussian fitted to data, the base of paths over ℝ^n: of their covariance where the dimension is
 * small against their number, else of their variances alone. Immutable.
 */
final class GaussianBase implements EnergyFunction, Differentiable {

  private static final int MOST_ROWS = 16_384;
  private static final int ROWS_PER_DIMENSION = 10;
  private static final int MOST_CORRELATED = 256;

  /** What is added to variances, relative to their mean, so that none is zero. */
  private static final double RIDGE = 1e-3;

  private final StateSpace space;
  private final int dim;
  private final double[] mean;

  /** Lower triangular: {@code Σ = L Lᵀ}, by rows. */
  private final double[] root;

  private final boolean diagonal;

  private GaussianBase(StateSpace space, double[] mean, double[] root, boolean diagonal) {
    this.space = space;
    this.dim = space.dim();
    this.mean = mean;
    this.root = root;
    this.diagonal = diagonal;
  }

  /** Fits to at most some thousand rows, at least one. */
  static GaussianBase fit(StateSpace space, io.ebm.api.Examples examples) {
    int dim = space.dim();
    Batch rows = examples.range(0, Math.min(MOST_ROWS, examples.size()), dim);
    int n = rows.size();
    boolean diagonal = dim > MOST_CORRELATED || n < ROWS_PER_DIMENSION * dim;
    double[] mean = new double[dim];
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < dim; i++) {
        mean[i] += rows.get(r, i) / n;
      }
    }
    int width = diagonal ? 1 : dim;
    double[] moments = new double[Sizes.product("the covariances of the data", dim, width)];
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < dim; i++) {
        double here = rows.get(r, i) - mean[i];
        for (int j = diagonal ? i : 0; j <= i; j++) {
          moments[i * width + (diagonal ? 0 : j)] += here * (rows.get(r, j) - mean[j]) / n;
        }
      }
    }
    double total = 0;
    for (int i = 0; i < dim; i++) {
      total += moments[i * width + (diagonal ? 0 : i)] / dim;
    }
    double ridge = total > 0 ? RIDGE * total : 1;
    for (int i = 0; i < dim; i++) {
      moments[i * width + (diagonal ? 0 : i)] += ridge;
    }
    return new GaussianBase(
        space, mean, diagonal ? roots(moments) : cholesky(moments, dim), diagonal);
  }

  private static double[] roots(double[] variances) {
    double[] roots = new double[variances.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.sqrt(variances[i]);
    }
    return roots;
  }

  private static double[] cholesky(double[] a, int dim) {
    double[] root = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * dim + j];
        for (int k = 0; k < j; k++) {
          sum -= root[i * dim + k] * root[j * dim + k];
        }
        root[i * dim + j] = i == j ? Math.sqrt(sum) : sum / root[j * dim + j];
      }
    }
    return root;
  }

  double mean(int coordinate) {
    return mean[coordinate];
  }

  private double pivot(int i) {
    return diagonal ? root[i] : root[i * dim + i];
  }

  double logPartition() {
    double log = 0.5 * dim * Math.log(2 * Math.PI);
    for (int i = 0; i < dim; i++) {
      log += Math.log(pivot(i));
    }
    return log;
  }

  void sample(Batch into, RandomStream random) {
    double[] noise = new double[dim];
    for (int r = 0; r < into.size(); r++) {
      for (int i = 0; i < dim; i++) {
        noise[i] = random.nextGaussian();
        double x = mean[i] + pivot(i) * noise[i];
        for (int j = 0; j < i && !diagonal; j++) {
          x += root[i * dim + j] * noise[j];
        }
        into.set(r, i, (float) x);
      }
    }
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public void energies(Batch x, double[] out) {
    double[] y = new double[dim];
    for (int r = 0; r < x.size(); r++) {
      out[r] = whiten(x, r, y);
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    double[] y = new double[dim];
    for (int r = 0; r < x.size(); r++) {
      energies[r] = whiten(x, r, y);
      for (int i = dim - 1; i >= 0; i--) { // solves Lᵀ g = y
        for (int j = i + 1; j < dim && !diagonal; j++) {
          y[i] -= root[j * dim + i] * y[j];
        }
        y[i] /= pivot(i);
        out.set(r, i, (float) y[i]);
      }
    }
  }

  /** Solves {@code L y = x - μ}; returns {@code |y|² / 2}. */
  private double whiten(Batch x, int row, double[] y) {
    double energy = 0;
    for (int i = 0; i < dim; i++) {
      double rest = x.get(row, i) - mean[i];
      for (int j = 0; j < i && !diagonal; j++) {
        rest -= root[i * dim + j] * y[j];
      }
      y[i] = rest / pivot(i);
      energy += 0.5 * y[i] * y[i];
    }
    return energy;
  }
}
