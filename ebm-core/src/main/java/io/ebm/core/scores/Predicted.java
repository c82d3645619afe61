package io.ebm.core.scores;

import io.ebm.core.diagnostics.Calibration;

/**
 * Probabilities of classes, and which were right.
 *
 * @param probabilities {@code n × classes}
 * @param labels the class of each row
 */
@SuppressWarnings("ArrayRecordComponent") // numbers for those who compute with them
record Predicted(double[] probabilities, int[] labels) {

  private int classes() {
    return probabilities.length / labels.length;
  }

  private int likeliest(int row) {
    int classes = classes();
    int best = row * classes;
    for (int k = best; k < (row + 1) * classes; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best - row * classes;
  }

  /** The probability of each row's likeliest class. */
  double[] confidence() {
    double[] confidence = new double[labels.length];
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = probabilities[i * classes() + likeliest(i)];
    }
    return confidence;
  }

  /** Whether each row's likeliest class is its own. */
  boolean[] right() {
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = likeliest(i) == labels[i];
    }
    return right;
  }

  /** The expected calibration error. */
  double calibrationError() {
    return Calibration.error(confidence(), right());
  }

  /** The mean log-probability of the rows' own classes. */
  double logLikelihood() {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += Math.log(Math.max(Double.MIN_NORMAL, probabilities[i * classes() + labels[i]]));
    }
    return sum / labels.length;
  }
}
