package io.ebm.core.diagnostics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Replaces draws by normal scores of their ranks (Vehtari et al. 2021, eq. 14; Blom 1958). */
final class RankNormalization {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private RankNormalization() {}

  /** The scores; equal draws share the mean of their ranks. */
  static double[][] of(double[][] chains) {
    int draws = chains[0].length;
    int size = chains.length * draws;
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> Double.compare(chains[a / draws][a % draws], chains[b / draws][b % draws]));
    double[][] scores = new double[chains.length][draws];
    int from = 0;
    while (from < size) {
      double value = chains[order[from] / draws][order[from] % draws];
      int to = from;
      while (to < size && chains[order[to] / draws][order[to] % draws] == value) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      double score = NORMAL.inverseCumulativeProbability((rank - 0.375) / (size + 0.25));
      for (int i = from; i < to; i++) {
        scores[order[i] / draws][order[i] % draws] = score;
      }
      from = to;
    }
    return scores;
  }
}
