package io.ebm.core.diagnostics;

import java.util.Arrays;

/**
 * The effective sample size of several chains (Vehtari et al. 2021, eq. 10-13): the number of draws
 * over the autocorrelation time, whose sum is cut off by Geyer's initial positive sequence and made
 * monotone.
 */
final class EffectiveSampleSize {

  /** Draws that differ by less are taken for constant. */
  private static final double RESOLUTION = 1e-15;

  private EffectiveSampleSize() {}

  static double of(double[][] chains) {
    int count = chains.length;
    int draws = chains[0].length;
    double size = (double) count * draws;
    if (isConstant(chains)) {
      return size;
    }
    double[] covariance = new double[draws];
    double[] means = new double[count];
    for (int c = 0; c < count; c++) {
      means[c] = Moments.mean(chains[c]);
      double[] own = Autocorrelation.covariances(chains[c]);
      for (int lag = 0; lag < draws; lag++) {
        covariance[lag] += own[lag] / count;
      }
    }
    double within = covariance[0] * draws / (draws - 1);
    double total = covariance[0] + (count > 1 ? Moments.variance(means) : 0);

    double even = 1;
    double odd = 1 - (within - covariance[1]) / total;
    double pairs = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int lag = 1; lag < draws - 3 && even + odd > 0; lag += 2) {
      least = Math.min(least, even + odd);
      pairs += least;
      even = 1 - (within - covariance[lag + 1]) / total;
      odd = 1 - (within - covariance[lag + 2]) / total;
    }
    // Of the pair at which the sum stops only the first half counts, and only if positive.
    double rest = even > 0 || even + odd >= 0 ? even : 0;
    double time = Math.max(-1 + 2 * pairs + rest, 1 / Math.log10(size));
    return size / time;
  }

  private static boolean isConstant(double[][] chains) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double[] chain : chains) {
      min = Math.min(min, Arrays.stream(chain).min().orElse(min));
      max = Math.max(max, Arrays.stream(chain).max().orElse(max));
    }
    return max - min < RESOLUTION;
  }
}
