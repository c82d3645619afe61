package io.ebm.samplers.noise;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Sizes;

/** The Gaussian of the mean and the covariance of training examples. */
final class GaussianFit {

  private static final int CHUNK = 256;

  private GaussianFit() {}

  /**
   * Fits.
   *
   * @param diagonal whether to leave the covariances out
   * @param ridge added to every variance
   */
  static GaussianNoise of(Dataset data, boolean diagonal, double ridge) {
    int dim = data.space().dim();
    int n = data.train().size();
    double[] mean = new double[dim];
    double[] moments =
        new double[diagonal ? dim : Sizes.product("the covariances of the data", dim, dim + 1) / 2];
    for (int pass = 0; pass < 2; pass++) {
      for (int from = 0; from < n; from += CHUNK) {
        Batch rows = data.train().range(from, Math.min(n, from + CHUNK), dim);
        if (pass == 0) {
          addMeans(rows, mean);
        } else {
          addMoments(rows, mean, moments, diagonal);
        }
      }
      if (pass == 0) {
        for (int j = 0; j < dim; j++) {
          mean[j] /= n;
        }
      }
    }
    if (diagonal) {
      for (int j = 0; j < dim; j++) {
        moments[j] = Math.sqrt(moments[j] / n + ridge);
      }
    } else {
      cholesky(moments, dim, n, ridge);
    }
    return new GaussianNoise(mean, moments, diagonal);
  }

  private static void addMeans(Batch rows, double[] mean) {
    for (int r = 0; r < rows.size(); r++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += rows.get(r, j);
      }
    }
  }

  private static void addMoments(Batch rows, double[] mean, double[] moments, boolean diagonal) {
    for (int r = 0; r < rows.size(); r++) {
      int at = 0;
      for (int i = 0; i < mean.length; i++) {
        double here = rows.get(r, i) - mean[i];
        for (int j = diagonal ? i : 0; j <= i; j++) {
          moments[at++] += here * (rows.get(r, j) - mean[j]);
        }
      }
    }
  }

  /** Turns sums of products into the factor of their mean plus a ridge, in place. */
  private static void cholesky(double[] a, int dim, int n, double ridge) {
    for (int i = 0; i < dim; i++) {
      int rowI = i * (i + 1) / 2;
      for (int j = 0; j <= i; j++) {
        int rowJ = j * (j + 1) / 2;
        double sum = a[rowI + j] / n + (i == j ? ridge : 0);
        for (int k = 0; k < j; k++) {
          sum -= a[rowI + k] * a[rowJ + k];
        }
        a[rowI + j] = i == j ? Math.sqrt(sum) : sum / a[rowJ + j];
      }
    }
  }
}
