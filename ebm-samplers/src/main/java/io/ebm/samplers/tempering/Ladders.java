package io.ebm.samplers.tempering;

/** Ladders of inverse temperatures. */
final class Ladders {

  private Ladders() {}

  /** Inverse temperatures from 1 to {@code 1 / highest}, each the same factor below the last. */
  static double[] geometric(int levels, double highest) {
    double[] betas = new double[levels];
    for (int k = 0; k < levels; k++) {
      betas[k] = Math.pow(highest, -k / (levels - 1.0));
    }
    return betas;
  }

  /**
   * Moves the rungs between the first and the last so that the communication barrier, the sum of
   * refusals up to a rung, rises evenly (Syed, Bouchard-Côté, Deligiannidis and Doucet 2022,
   * algorithm 2), interpolated linearly.
   *
   * @param betas falling; overwritten
   * @param refusals the mean refusal of each pair, one fewer than rungs
   */
  static void even(double[] betas, double[] refusals) {
    int pairs = refusals.length;
    double[] barrier = new double[pairs + 1];
    for (int k = 0; k < pairs; k++) {
      barrier[k + 1] = barrier[k] + Math.max(refusals[k], 1e-3);
    }
    double[] old = betas.clone();
    int at = 0;
    for (int k = 1; k < pairs; k++) {
      double wanted = barrier[pairs] * k / pairs;
      while (at < pairs - 1 && barrier[at + 1] < wanted) {
        at++;
      }
      double part = (wanted - barrier[at]) / (barrier[at + 1] - barrier[at]);
      betas[k] = old[at] + part * (old[at + 1] - old[at]);
    }
  }
}
