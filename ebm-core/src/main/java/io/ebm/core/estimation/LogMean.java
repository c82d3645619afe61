package io.ebm.core.estimation;

import io.ebm.api.RandomStream;
import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The logarithm of the mean of independent weights, with an interval that is to hold the logarithm
 * of their expectation in 99 of 100 cases.
 *
 * <p>The interval is the hull of two: Student's, with the standard error carried to the logarithm,
 * and the bootstrap-t (Efron 1981, "Nonparametric standard errors and confidence intervals"; Hall
 * 1988), whose quantiles come from resampled weights. The second follows the skewness of the
 * weights: where few large ones make up the mean, more such may be missing, and its upper end moves
 * up.
 *
 * @param value the logarithm of the mean
 * @param lower the lower end of the interval
 * @param upper the upper end
 * @param ess {@code (Σw)² / Σw²}, from 1 to the number of weights
 * @param problem why the mean may not be used, or null
 */
record LogMean(double value, double lower, double upper, double ess, @Nullable String problem) {

  /** The level of intervals, on both sides together. */
  static final double LEVEL = 0.99;

  private static final int RESAMPLES = 1999;
  private static final double FEWEST = 10;
  private static final double SMALLEST_SHARE = 0.05;

  /** What rounding of energies may add to an estimate, relative to its size. */
  private static final double ROUNDING = 1e-9;

  static LogMean of(double[] logWeights, RandomStream random) {
    int n = logWeights.length;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(logWeights[i]) || logWeights[i] == Double.POSITIVE_INFINITY) {
        return none("the log weight of chain " + i + " is " + logWeights[i]);
      }
      greatest = Math.max(greatest, logWeights[i]);
    }
    if (greatest == Double.NEGATIVE_INFINITY) {
      return none("every weight is zero");
    }
    double[] weights = new double[n];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = Math.exp(logWeights[i] - greatest);
      sum += weights[i];
      squares += weights[i] * weights[i];
    }
    double value = greatest + Math.log(sum / n);
    double ess = sum * sum / squares;
    double error = error(sum, squares, n);
    double rounding = ROUNDING * (1 + Math.abs(value));
    double student = studentQuantile(n - 1);
    double[] quantiles = error == 0 ? new double[2] : bootstrap(weights, sum / n, random);
    double lower = value - Math.max(student, quantiles[1]) * error - rounding;
    double upper = value + Math.max(student, -quantiles[0]) * error + rounding;
    return new LogMean(value, lower, upper, ess, problem(ess, 1 / sum, n));
  }

  /** The quantile of Student's distribution at the end of an interval of {@link #LEVEL}. */
  static double studentQuantile(int degrees) {
    return new TDistribution(degrees).inverseCumulativeProbability((1 + LEVEL) / 2);
  }

  /** The least effective sample size that makes an estimate of {@code n} chains usable. */
  static double fewest(int n) {
    return Math.max(SMALLEST_SHARE * n, Math.min(FEWEST, n / 2.0));
  }

  private static LogMean none(String problem) {
    return new LogMean(Double.NaN, Double.NaN, Double.NaN, Double.NaN, problem);
  }

  private static @Nullable String problem(double ess, double largest, int n) {
    if (ess >= fewest(n)) {
      return null;
    }
    String text =
        String.format(
            java.util.Locale.ROOT, "the effective sample size is %.1f of %d chains", ess, n);
    return largest > 0.5
        ? text + String.format(java.util.Locale.ROOT, ", one of which has %.0f %%", 100 * largest)
        : text;
  }

  /** The standard error of the logarithm of the mean. */
  private static double error(double sum, double squares, int n) {
    double mean = sum / n;
    double variance = Math.max(0, squares - sum * mean) / (n - 1);
    return variance < 1e-24 * mean * mean ? 0 : Math.sqrt(variance / n) / mean;
  }

  /** The outer quantiles of {@code (log m* - log m) / s*} over resamples. */
  private static double[] bootstrap(double[] weights, double mean, RandomStream random) {
    int n = weights.length;
    double[] pivots = new double[RESAMPLES];
    for (int b = 0; b < RESAMPLES; b++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double weight = weights[random.nextInt(n)];
        sum += weight;
        squares += weight * weight;
      }
      double shift = Math.log(sum / n / mean);
      pivots[b] = shift == 0 ? 0 : shift / error(sum, squares, n);
    }
    Arrays.sort(pivots);
    int tail = (int) ((1 - LEVEL) / 2 * (RESAMPLES + 1));
    return new double[] {pivots[tail - 1], pivots[RESAMPLES - tail]};
  }
}
