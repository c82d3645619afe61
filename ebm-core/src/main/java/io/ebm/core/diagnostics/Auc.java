package io.ebm.core.diagnostics;

import java.util.Arrays;

/** The area under the receiver operating characteristic. */
public final class Auc {

  private Auc() {}

  /**
   * The probability that a positive case scores above a negative one, ties counting half: the
   * Mann-Whitney statistic over the number of pairs.
   *
   * @return from 0 to 1; NaN where there are no positives, no negatives, or a NaN among them
   */
  public static double of(double[] positives, double[] negatives) {
    double[] up = positives.clone();
    double[] down = negatives.clone();
    Arrays.sort(up);
    Arrays.sort(down);
    if (up.length == 0
        || down.length == 0
        || Double.isNaN(up[up.length - 1])
        || Double.isNaN(down[down.length - 1])) {
      return Double.NaN;
    }
    double wins = 0;
    int below = 0;
    int upTo = 0;
    for (double score : up) {
      while (below < down.length && down[below] < score) {
        below++;
      }
      while (upTo < down.length && down[upTo] <= score) {
        upTo++;
      }
      wins += below + (upTo - below) / 2.0;
    }
    return wins / up.length / down.length;
  }
}
