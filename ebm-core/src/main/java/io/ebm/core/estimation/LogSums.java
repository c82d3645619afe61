package io.ebm.core.estimation;

/** Sums of numbers of which the logarithms are known. */
final class LogSums {

  private LogSums() {}

  /** {@code log Σ exp(log)}; minus infinity of none. */
  static double of(double[] logs) {
    double max = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      max = Math.max(max, log);
    }
    if (Double.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - max);
    }
    return max + Math.log(sum);
  }
}
