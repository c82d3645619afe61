package io.ebm.core.diagnostics;

/**
 * Temperature scaling (Guo et al. 2017, section 4.2): the one number {@code T} by which a
 * classifier's log-probabilities are divided, so that its confidence is what its accuracy is.
 */
public final class TemperatureScaling {

  private static final double RANGE = Math.log(1000);
  private static final int HALVINGS = 60;

  private TemperatureScaling() {}

  /**
   * The temperature of the greatest likelihood, from 0.001 to 1000; above 1 where the classifier is
   * too sure.
   *
   * @param logProbabilities {@code n × classes}, finite; up to a constant for each row
   * @param labels the class of each row
   */
  public static double fit(double[] logProbabilities, int[] labels) {
    double low = -RANGE; // of log 1/T; the likelihood is concave in 1/T
    double high = RANGE;
    double[] scaled = new double[logProbabilities.length / labels.length];
    for (int step = 0; step < HALVINGS; step++) {
      double middle = (low + high) / 2;
      if (slope(logProbabilities, labels, Math.exp(middle), scaled) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(-(low + high) / 2);
  }

  /** The derivative of the log likelihood by {@code 1/T}. */
  private static double slope(double[] z, int[] labels, double inverse, double[] scaled) {
    double slope = 0;
    for (int i = 0; i < labels.length; i++) {
      int at = i * scaled.length;
      normalise(z, at, inverse, scaled);
      slope += z[at + labels[i]];
      for (int k = 0; k < scaled.length; k++) {
        slope -= scaled[k] * z[at + k];
      }
    }
    return slope;
  }

  private static void normalise(double[] z, int at, double inverse, double[] out) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < out.length; k++) {
      max = Math.max(max, inverse * z[at + k]);
    }
    double sum = 0;
    for (int k = 0; k < out.length; k++) {
      out[k] = Math.exp(inverse * z[at + k] - max);
      sum += out[k];
    }
    for (int k = 0; k < out.length; k++) {
      out[k] /= sum;
    }
  }

  /**
   * Probabilities at a temperature.
   *
   * @return {@code n × classes}
   */
  public static double[] scaled(double[] logProbabilities, int classes, double temperature) {
    double[] scaled = new double[logProbabilities.length];
    double[] row = new double[classes];
    for (int at = 0; at < scaled.length; at += classes) {
      normalise(logProbabilities, at, 1 / temperature, row);
      System.arraycopy(row, 0, scaled, at, classes);
    }
    return scaled;
  }
}
