package io.ebm.core.diagnostics;

import java.util.Arrays;

/**
 * A few numbers about many: NaN throughout (but the count) where there are none or one is NaN.
 *
 * @param count how many
 * @param mean the mean
 * @param sd the standard deviation, with {@code n - 1}; NaN for a single one
 * @param min the least
 * @param q05 the 5 % quantile, by linear interpolation
 * @param median the median
 * @param q95 the 95 % quantile
 * @param max the greatest
 */
public record Summary(
    int count,
    double mean,
    double sd,
    double min,
    double q05,
    double median,
    double q95,
    double max) {

  /** Summarises numbers. */
  public static Summary of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted); // NaN last
    int n = sorted.length;
    if (n == 0 || Double.isNaN(sorted[n - 1])) {
      double nan = Double.NaN;
      return new Summary(n, nan, nan, nan, nan, nan, nan, nan);
    }
    return new Summary(
        n,
        Moments.mean(values),
        Math.sqrt(Moments.variance(values)),
        sorted[0],
        Quantiles.ofSorted(sorted, 0.05),
        Quantiles.ofSorted(sorted, 0.5),
        Quantiles.ofSorted(sorted, 0.95),
        sorted[n - 1]);
  }

  /** The standard error of the mean of independent numbers. */
  public double standardError() {
    return sd / Math.sqrt(count);
  }
}
