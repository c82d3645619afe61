package io.ebm.core.quality;

import io.ebm.api.Parallel;

/**
 * The Fréchet distance between Gaussians that are fitted to two sets of rows (Heusel et al. 2017,
 * equation 6; Dowson and Landau 1982): {@code |μ₁ - μ₂|² + tr(Σ₁ + Σ₂ - 2 (Σ₁Σ₂)^½)}, the square of
 * a distance. With {@code Σ₁ = L Lᵀ} the root's trace is the sum of the roots of the eigenvalues of
 * {@code Lᵀ Σ₂ L}.
 */
public final class FrechetDistance {

  private FrechetDistance() {}

  /** The distance, at least 0; of covariances of one dimension. */
  public static double between(Covariance one, Covariance other, Parallel threads) {
    int dim = one.dim();
    double distance = 0;
    for (int k = 0; k < dim; k++) {
      double difference = one.mean()[k] - other.mean()[k];
      distance += difference * difference;
    }
    double[] factor = Cholesky.of(dim, one.matrix(), 0, threads).factor();
    double roots = 0;
    for (double value : Spectrum.values(dim, product(dim, factor, other.matrix(), threads))) {
      roots += Math.sqrt(Math.max(0, value));
    }
    return Math.max(0, distance + one.trace() + other.trace() - 2 * roots);
  }

  /** {@code Lᵀ A L} for a lower triangular {@code L}. */
  private static double[] product(int dim, double[] l, double[] a, Parallel threads) {
    double[] right = new double[dim * dim]; // A L
    threads.parallel(
        dim,
        i -> {
          for (int k = 0; k < dim; k++) {
            add(a[i * dim + k], l, k * dim, k + 1, right, i * dim);
          }
        });
    double[] transposed = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j <= i; j++) {
        transposed[j * dim + i] = l[i * dim + j];
      }
    }
    double[] all = new double[dim * dim];
    threads.parallel(
        dim,
        i -> {
          for (int k = i; k < dim; k++) {
            add(transposed[i * dim + k], right, k * dim, dim, all, i * dim);
          }
        });
    return all;
  }

  private static void add(
      double factor, double[] x, int xOffset, int count, double[] y, int yOffset) {
    for (int j = 0; j < count; j++) {
      y[yOffset + j] += factor * x[xOffset + j];
    }
  }
}
