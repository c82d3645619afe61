package io.ebm.samplers.noise;

import io.ebm.api.Batch;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import io.ebm.math.Scratch;

/** {@code N(m, L Lᵀ)} with L lower triangular, packed row by row, or diagonal. */
final class GaussianNoise implements Noise.Density {

  private final double[] mean;
  private final double[] factor;
  private final boolean diagonal;
  private final double logNormaliser;

  /**
   * Creates a density.
   *
   * @param factor the {@code dim} deviations if {@code diagonal}, or the {@code dim (dim + 1) / 2}
   *     entries of L
   */
  GaussianNoise(double[] mean, double[] factor, boolean diagonal) {
    this.mean = mean;
    this.factor = factor;
    this.diagonal = diagonal;
    double sum = 0.5 * mean.length * Math.log(2 * Math.PI);
    for (int i = 0; i < mean.length; i++) {
      sum += Math.log(factor[diagonal ? i : row(i) + i]);
    }
    logNormaliser = sum;
  }

  private static int row(int i) {
    return i * (i + 1) / 2;
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    random.fillGaussian(into.array(), into.offset(), into.length());
    float[] x = into.array();
    for (int r = 0; r < into.size(); r++) {
      int at = into.offset(r);
      for (int i = mean.length - 1; i >= 0; i--) { // from the last on, in place
        double sum = 0;
        if (diagonal) {
          sum = factor[i] * x[at + i];
        } else {
          for (int j = 0; j <= i; j++) {
            sum += factor[row(i) + j] * x[at + j];
          }
        }
        x[at + i] = (float) (mean[i] + sum);
      }
    }
  }

  @Override
  public void logDensities(Batch x, double[] out) {
    int dim = mean.length;
    try (Scratch scratch = Scratch.open()) {
      double[] z = scratch.doubles(dim);
      for (int r = 0; r < x.size(); r++) {
        double squares = 0;
        for (int i = 0; i < dim; i++) {
          double rest = x.array()[x.offset(r) + i] - mean[i];
          if (!diagonal) {
            for (int j = 0; j < i; j++) {
              rest -= factor[row(i) + j] * z[j];
            }
          }
          z[i] = rest / factor[diagonal ? i : row(i) + i];
          squares += z[i] * z[i];
        }
        out[r] = -0.5 * squares - logNormaliser;
      }
    }
  }
}
