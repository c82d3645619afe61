package io.ebm.core.evaluation;

import io.ebm.core.diagnostics.ChainDiagnostics;
import io.ebm.core.sampling.ChainReport;
import io.ebm.core.sampling.Draws;

/**
 * How chains did: the worst over the quantities of the second half of their trace, and what they
 * tell themselves.
 *
 * @param chains how many chains were drawn
 * @param traced of how many of them R-hat and the effective sample sizes are
 * @param moments how many moments of each chain these were computed from
 * @param rHat rank-normalised R-hat; NaN where there are too few moments or nothing ever changes
 * @param essBulk effective sample size of the bulk, likewise
 * @param essTail effective sample size of the tails, likewise
 * @param independent whether every transition is a draw of its own
 * @param report what the chains tell
 */
public record Diagnosis(
    int chains,
    int traced,
    int moments,
    double rHat,
    double essBulk,
    double essTail,
    boolean independent,
    ChainReport report) {

  /** R-hat and effective sample sizes are not computed from fewer moments, before halving. */
  public static final int FEWEST_MOMENTS = 8;

  /** Diagnoses draws. */
  public static Diagnosis of(Draws draws) {
    double[][][] trace = draws.trace();
    int length = trace[0][0].length;
    double rHat = Double.NaN;
    double bulk = Double.NaN;
    double tail = Double.NaN;
    if (length >= FEWEST_MOMENTS) {
      for (double[][] quantity : trace) {
        double[][] half = Evaluator.secondHalf(quantity);
        if (neverChanges(half)) {
          continue; // a pixel that is always black says nothing of how well chains mix
        }
        rHat = greater(rHat, ChainDiagnostics.rHat(half));
        bulk = -greater(-bulk, -ChainDiagnostics.essBulk(half));
        tail = -greater(-tail, -ChainDiagnostics.essTail(half));
      }
    }
    return new Diagnosis(
        draws.states().size(),
        trace[0].length,
        length - length / 2,
        rHat,
        bulk,
        tail,
        draws.independent(),
        draws.chains());
  }

  /** The greater of two numbers, of which the first may be NaN, for none. */
  private static double greater(double a, double b) {
    return Double.isNaN(a) ? b : Math.max(a, b);
  }

  private static boolean neverChanges(double[][] chains) {
    for (double[] chain : chains) {
      for (double value : chain) {
        if (value != chains[0][0]) {
          return false;
        }
      }
    }
    return true;
  }
}
