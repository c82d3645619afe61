package io.ebm.core.diagnostics;

import java.util.Arrays;
import java.util.stream.IntStream;

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
      excess[bin(confidence[i])] += confidence[i] - (right[i] ? 1 : 0);
    }
    for (double bin : excess) {
      sum += Math.abs(bin);
    }
    return confidence.length == 0 ? Double.NaN : sum / confidence.length;
  }

  /** Bins are open to the left: (0, 1/15], (1/15, 2/15], …. */
  private static int bin(double confidence) {
    return Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
  }

  /**
   * The mean confidence and the share that is right in each of the bins that predictions fall into,
   * by rising confidence.
   *
   * @param confidence the probability that each prediction had, from 0 to 1
   * @param right whether it was right
   * @return two rows: the confidences and the shares
   */
  public static double[][] reliability(double[] confidence, boolean[] right) {
    double[] sums = new double[BINS];
    int[] rights = new int[BINS];
    int[] counts = new int[BINS];
    for (int i = 0; i < confidence.length; i++) {
      int bin = bin(confidence[i]);
      sums[bin] += confidence[i];
      rights[bin] += right[i] ? 1 : 0;
      counts[bin]++;
    }
    int[] filled = IntStream.range(0, BINS).filter(bin -> counts[bin] > 0).toArray();
    return new double[][] {
      Arrays.stream(filled).mapToDouble(bin -> sums[bin] / counts[bin]).toArray(),
      Arrays.stream(filled).mapToDouble(bin -> (double) rights[bin] / counts[bin]).toArray()
    };
  }
}
