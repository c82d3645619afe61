package io.ebm.models.analytic;

import java.util.function.DoubleUnaryOperator;

/**
 * The law {@code ∝ exp(-f)} on an interval by the trapezoidal rule, which is exact to rounding for
 * smooth functions that vanish at both ends (Trefethen and Weideman 2014). Immutable.
 */
final class LineLaw {

  private static final int POINTS = 20_000;

  private final double[] x = new double[POINTS + 1];
  private final double[] cumulative = new double[POINTS + 1];
  private final double logPartition;
  private final double mean;
  private final double variance;

  /**
   * @param f the energy on the line
   * @param low where {@code exp(-f)} is 0 for all practical purposes, and so below
   * @param high likewise above
   */
  LineLaw(DoubleUnaryOperator f, double low, double high) {
    double step = (high - low) / POINTS;
    double[] values = new double[POINTS + 1];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= POINTS; i++) {
      x[i] = low + i * step;
      values[i] = f.applyAsDouble(x[i]);
      least = Math.min(least, values[i]);
    }
    double total = 0;
    double first = 0;
    for (int i = 0; i <= POINTS; i++) {
      double weight = Math.exp(least - values[i]);
      total += weight;
      first += weight * x[i];
      cumulative[i] = total;
    }
    mean = first / total;
    double second = 0;
    for (int i = 0; i <= POINTS; i++) {
      second += Math.exp(least - values[i]) * (x[i] - mean) * (x[i] - mean);
      cumulative[i] /= total;
    }
    variance = second / total;
    logPartition = Math.log(total * step) - least;
  }

  double logPartition() {
    return logPartition;
  }

  double mean() {
    return mean;
  }

  double variance() {
    return variance;
  }

  /** The point below which lies that share of the law, by linear interpolation. */
  double quantile(double share) {
    int low = 0;
    int high = POINTS;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double part = (share - cumulative[low]) / (cumulative[high] - cumulative[low]);
    return x[low] + Math.min(1, Math.max(0, part)) * (x[high] - x[low]);
  }
}
