package io.ebm.core.estimation;

import java.util.Arrays;

/**
 * How fast an integral converges as its cells are halved, generation by generation. Of a smooth
 * energy every halving changes far less than the one before, so that the last change bounds what is
 * left. About a singularity changes fall by the same factor {@code r} each time, and what is left
 * is {@code r + r² + …} times the last one; without end where the integral does not exist.
 */
final class Pace {

  private static final int REMEMBERED = 4;
  private static final double MOST = 1000;

  private final double[] logChanges = new double[REMEMBERED];

  Pace() {
    Arrays.fill(logChanges, Double.NEGATIVE_INFINITY);
  }

  /**
   * The logarithm of how many times the last change may be left; 0 where changes fall fast.
   *
   * @param logChange what halving the last generation changed in all
   */
  double logSlowness(double logChange) {
    System.arraycopy(logChanges, 1, logChanges, 0, REMEMBERED - 1);
    logChanges[REMEMBERED - 1] = logChange;
    double[] ratios = new double[REMEMBERED - 1];
    double worst = logChange;
    for (int i = 0; i < ratios.length; i++) {
      if (!Double.isFinite(logChanges[i])) {
        return 0;
      }
      ratios[i] = logChanges[i + 1] - logChanges[i];
      worst = Math.max(worst, logChanges[i + 1]);
    }
    Arrays.sort(ratios);
    double ratio = Math.exp(ratios[ratios.length / 2]);
    if (!(ratio > 0.5) || logChange == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double left = ratio < 1 ? Math.min(MOST, ratio / (1 - ratio)) : MOST;
    return Math.log(left) + worst - logChange;
  }
}
