package io.ebm.core.data;

import io.ebm.api.Batch;
import java.util.Arrays;
import java.util.function.Consumer;

/** Least, greatest, mean and standard deviation of every column of rows. */
final class ColumnSummary {

  private static final int ROWS = 1024;

  final double[] min;
  final double[] max;
  final double[] mean;
  final double[] sd;

  interface Source {
    Batch range(int from, int to);
  }

  /**
   * Summarises rows.
   *
   * @param change what is done with them before, in place
   */
  ColumnSummary(int size, int dim, Source source, Consumer<Batch> change) {
    min = new double[dim];
    max = new double[dim];
    mean = new double[dim];
    sd = new double[dim];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    long count = 0;
    for (int from = 0; from < size; from += ROWS) {
      Batch rows = source.range(from, Math.min(from + ROWS, size));
      change.accept(rows);
      for (int i = 0; i < rows.size(); i++) {
        count++;
        for (int k = 0; k < dim; k++) {
          add(k, rows.get(i, k), count);
        }
      }
    }
    for (int k = 0; k < dim; k++) {
      sd[k] = Math.sqrt(sd[k] / Math.max(1, count - 1));
    }
  }

  /** Welford's recurrence (1962); {@code sd} holds the squares meanwhile. */
  private void add(int k, double value, long count) {
    min[k] = Math.min(min[k], value);
    max[k] = Math.max(max[k], value);
    double before = value - mean[k];
    mean[k] += before / count;
    sd[k] += before * (value - mean[k]);
  }

  int dim() {
    return mean.length;
  }

  boolean constant(int k) {
    return min[k] == max[k];
  }

  int constants() {
    int count = 0;
    for (int k = 0; k < dim(); k++) {
      count += constant(k) ? 1 : 0;
    }
    return count;
  }

  double least() {
    return Arrays.stream(min).min().orElse(Double.NaN);
  }

  double greatest() {
    return Arrays.stream(max).max().orElse(Double.NaN);
  }

  /** The mean of all values. */
  double overallMean() {
    return Arrays.stream(mean).average().orElse(Double.NaN);
  }

  /** The standard deviation of all values, but for {@code n - 1}. */
  double overallSd() {
    double centre = overallMean();
    double sum = 0;
    for (int k = 0; k < dim(); k++) {
      sum += sd[k] * sd[k] + (mean[k] - centre) * (mean[k] - centre);
    }
    return Math.sqrt(sum / dim());
  }
}
