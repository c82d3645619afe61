package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Parallel;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;

/**
 * The mean and the covariance of rows.
 *
 * @param mean of each coordinate
 * @param matrix the unbiased covariance, row-major, {@code dim × dim}; of one row 0
 */
@SuppressWarnings("ArrayRecordComponent") // numbers for those who compute with them
public record Covariance(double[] mean, double[] matrix) {

  /** Rows of the matrix that are worked out together. */
  private static final int BLOCK = 64;

  /** Rows whose products are summed in single precision. */
  private static final int CHUNK = 256;

  /** Of the rows of a batch, at least one. */
  public static Covariance of(Batch rows, Parallel threads) {
    int dim = rows.dim();
    double[] mean = mean(rows);
    double[] matrix = new double[Math.multiplyExact(dim, dim)];
    threads.parallel((dim + BLOCK - 1) / BLOCK, block -> fill(rows, mean, matrix, block * BLOCK));
    double scale = 1.0 / Math.max(1, rows.size() - 1);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * dim + j] *= scale;
        matrix[j * dim + i] = matrix[i * dim + j];
      }
    }
    return new Covariance(mean, matrix);
  }

  /** The mean of each coordinate. */
  static double[] mean(Batch rows) {
    double[] mean = new double[rows.dim()];
    for (int i = 0; i < rows.size(); i++) {
      int at = rows.offset(i);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += rows.array()[at + k];
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= rows.size();
    }
    return mean;
  }

  /** Sums of products for some rows of the matrix, up to the diagonal. */
  private static void fill(Batch rows, double[] mean, double[] matrix, int from) {
    int dim = rows.dim();
    int to = Math.min(dim, from + BLOCK);
    try (Scratch scratch = Scratch.open()) {
      float[] centred = scratch.floats(CHUNK * to);
      float[] products = scratch.floats(BLOCK * to);
      for (int row = 0; row < rows.size(); row += CHUNK) {
        int count = Math.min(CHUNK, rows.size() - row);
        for (int i = 0; i < count; i++) {
          int at = rows.offset(row + i);
          for (int k = 0; k < to; k++) {
            centred[i * to + k] = (float) (rows.array()[at + k] - mean[k]);
          }
        }
        int height = to - from;
        Gemm.tn(height, to, count, centred, from, to, centred, 0, to, products, 0, to, false);
        for (int i = 0; i < height; i++) {
          for (int k = 0; k < to; k++) {
            matrix[(from + i) * dim + k] += products[i * to + k];
          }
        }
      }
    }
  }

  /** How many coordinates there are. */
  public int dim() {
    return mean.length;
  }

  /** The sum of the variances. */
  public double trace() {
    double sum = 0;
    for (int k = 0; k < dim(); k++) {
      sum += matrix[k * dim() + k];
    }
    return sum;
  }
}
