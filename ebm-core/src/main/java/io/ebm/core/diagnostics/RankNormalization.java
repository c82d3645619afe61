package io.ebm.core.diagnostics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Replaces draws by their ranks, or by normal scores of these (Vehtari et al. 2021, eq. 14). */
public final class RankNormalization {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private RankNormalization() {}

  /** Blom's scores (1958); equal draws share the mean of their ranks. */
  static double[][] of(double[][] chains) {
    double[][] scores = ranks(chains);
    double size = (double) chains.length * chains[0].length;
    for (double[] chain : scores) {
      for (int i = 0; i < chain.length; i++) {
        chain[i] = NORMAL.inverseCumulativeProbability((chain[i] - 0.375) / (size + 0.25));
      }
    }
    return scores;
  }

  /** The ranks among the draws of all chains, from 1; equal draws share the mean of theirs. */
  public static double[][] ranks(double[][] chains) {
    int draws = chains[0].length;
    int size = chains.length * draws;
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> Double.compare(chains[a / draws][a % draws], chains[b / draws][b % draws]));
    double[][] ranks = new double[chains.length][draws];
    int from = 0;
    while (from < size) {
      double value = chains[order[from] / draws][order[from] % draws];
      int to = from + 1; // a NaN equals nothing, not even itself
      while (to < size && chains[order[to] / draws][order[to] % draws] == value) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i] / draws][order[i] % draws] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
