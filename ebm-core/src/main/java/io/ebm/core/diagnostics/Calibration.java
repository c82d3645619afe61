package io.ebm.core.diagnostics;

/** How far probabilities are from frequencies. */
public final class Calibration {

  private static final int BINS = 15;

  private Calibration() {}

  /**
   * The expected calibration error (Guo et al. 2017, equation 3) with 15 bins of equal width: the
   * mean over the predictions of the distance, in their bin, of the mean confidence and the share
   * that is right.
   *
   * @param confidence the probability that each prediction had, from 0 to 1
   * @param right whether it was right
   * @return from 0 to 1; NaN where there are no predictions or a confidence is NaN
   */
  public static double error(double[] confidence, boolean[] right) {
    double[] excess = new double[BINS];
    double sum = 0;
    for (int i = 0; i < confidence.length; i++) {
      if (Double.isNaN(confidence[i])) {
        return Double.NaN;
      }
      // bins are open to the left: (0, 1/15], (1/15, 2/15], …
      int bin = (int) Math.ceil(confidence[i] * BINS) - 1;
      excess[Math.max(0, Math.min(BINS - 1, bin))] += confidence[i] - (right[i] ? 1 : 0);
    }
    for (double bin : excess) {
      sum += Math.abs(bin);
    }
    return confidence.length == 0 ? Double.NaN : sum / confidence.length;
  }
}
