package io.ebm.core.diagnostics;

import java.util.Arrays;

/** Quantiles with linear interpolation between order statistics (type 7 of Hyndman and Fan). */
final class Quantiles {

  private Quantiles() {}

  static double of(double[] values, double probability) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, probability);
  }

  static double ofSorted(double[] sorted, double probability) {
    if (!(probability >= 0 && probability <= 1) || sorted.length == 0) {
      throw new IllegalArgumentException(
          "no quantile " + probability + " of " + sorted.length + " values");
    }
    double position = probability * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double part = position - below;
    double step = sorted[above] - sorted[below];
    if (part == 0 || sorted[above] == sorted[below]) {
      return sorted[below];
    }
    return Double.isInfinite(step)
        ? (1 - part) * sorted[below] + part * sorted[above]
        : sorted[below] + part * step;
  }
}
