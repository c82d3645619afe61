package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Parallel;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/**
 * Simple ways to tell rows that are unlike some examples, which a trained model should be better
 * than. All scores are high for what is unlike. Immutable and thread-safe.
 */
public final class Outliers {

  /** The most examples that they are fitted to. */
  public static final int MOST_ROWS = 10_000;

  /** The most coordinates of a row, whose covariance is computed. */
  public static final int MOST_DIMENSIONS = 4096;

  /** The share of the variance that the components have. */
  private static final double VARIANCE = 0.9;

  private static final int MOST_COMPONENTS = 128;

  /** Added to the covariance, as a share of the mean variance. */
  private static final double RIDGE = 1e-3;

  private final Parallel threads;
  private final PrincipalComponents components;
  private final double[] mean;
  private final float[] whitening;
  private final Distances examples;

  private Outliers(Covariance covariance, Batch examples, Parallel threads) {
    int dim = covariance.dim();
    PrincipalComponents all = PrincipalComponents.of(covariance, MOST_COMPONENTS, threads);
    this.threads = threads;
    this.components = all.first(all.having(VARIANCE));
    this.mean = covariance.mean();
    double variance = covariance.trace() / dim;
    double ridge = RIDGE * (variance > 0 ? variance : 1);
    this.whitening = Cholesky.of(dim, covariance.matrix(), ridge, threads).inverse();
    this.examples = new Distances(examples);
  }

  /** Fitted to examples, at least one. */
  public static Outliers of(Batch examples, Parallel threads) {
    return new Outliers(Covariance.of(examples, threads), examples, threads);
  }

  /** How many principal components there are: as many as have 90 % of the variance, 128 at most. */
  public int components() {
    return components.count();
  }

  /** The squared errors of describing rows by the principal components. */
  public double[] residuals(Batch rows) {
    double[] residuals = new double[rows.size()];
    threads.tiles(
        rows.size(),
        (tile, from, to) -> components.residuals(rows.slice(from, to), residuals, from));
    return residuals;
  }

  /**
   * Squared Mahalanobis distances from the mean, by the covariance with a thousandth of the mean
   * variance added to the diagonal.
   */
  public double[] mahalanobis(Batch rows) {
    int dim = mean.length;
    double[] distances = new double[rows.size()];
    threads.tiles(
        rows.size(),
        (tile, from, to) -> {
          int n = to - from;
          try (Scratch scratch = Scratch.open()) {
            float[] centred = scratch.floats(n * dim);
            float[] white = scratch.floats(n * dim);
            for (int i = 0; i < n; i++) {
              for (int k = 0; k < dim; k++) {
                centred[i * dim + k] = (float) (rows.get(from + i, k) - mean[k]);
              }
            }
            Gemm.nt(n, dim, dim, centred, 0, dim, whitening, 0, dim, white, 0, dim, false);
            for (int i = 0; i < n; i++) {
              distances[from + i] = Vectors.sumOfSquares(dim, white, i * dim);
            }
          }
        });
    return distances;
  }

  /** Squared distances to the nearest of the examples. */
  public double[] nearest(Batch rows) {
    return Neighbourhoods.nearest(rows, examples, threads);
  }
}
