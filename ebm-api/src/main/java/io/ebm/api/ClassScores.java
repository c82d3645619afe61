package io.ebm.api;

import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * What a {@link Classifier} has to compute: a score {@code f_y(c)} for every class {@code y} of
 * features {@code c}, and the derivatives of losses of the scores by the parameters. {@link
 * ClassEnergy} makes energies {@code E(c, y) = -f_y(c)} of it, which every objective for classes
 * can train.
 *
 * <p>Thread-safe while nobody writes the parameters, as every energy.
 */
public interface ClassScores {

  /** The space of the features. */
  StateSpace features();

  /** How many classes, at least 2. */
  int classes();

  /** The parameters of the scores. */
  Parameters parameters();

  /** Brings parameters back to where they must be after a step; see {@link Learnable#constrain}. */
  default void constrain() {}

  /**
   * The scores of the first rows.
   *
   * @param c features
   * @param rows how many rows, at most {@code c.size()}
   * @param out receives the score of class k and row i at {@code i · classes + k}
   */
  void scores(Batch c, int rows, double[] out);

  /**
   * Adds the derivatives of a sum of losses by the parameters, in one pass over the rows.
   *
   * @param c features
   * @param rows how many rows, at most {@code c.size()}
   */
  void accumulate(Batch c, int rows, RowLoss loss, Gradient into);

  /** What a loss of the scores of a row is, by its derivatives. */
  interface RowLoss {
    /**
     * Replaces the scores of a row by the derivatives of its loss.
     *
     * @param scores those of class k at {@code at + k · stride}
     */
    void differentiate(int row, float[] scores, int at, int stride);
  }

  /**
   * Checks the columns of features.
   *
   * @throws IllegalArgumentException if they are not those of {@link #features}
   */
  default void checkFeatures(Batch c) {
    if (c.dim() != features().dim()) {
      throw new IllegalArgumentException(
          c + " has not the " + features().dim() + " columns of " + features());
    }
  }

  /**
   * The class that a target names.
   *
   * @throws IllegalArgumentException for a number that is no class
   */
  default int label(Batch targets, int row) {
    float value = targets.get(row, 0);
    int label = (int) value;
    if (label != value || label < 0 || label >= classes()) {
      throw new IllegalArgumentException(
          "row "
              + row
              + " has the label "
              + value
              + "; labels of "
              + classes()
              + " classes are 0 to "
              + (classes() - 1));
    }
    return label;
  }

  /**
   * Turns the scores of one row, laid out as in {@link RowLoss}, into {@code weight} times their
   * softmax, less {@code weight} at a label: the derivatives of {@code log Σ_k exp(scores_k) -
   * scores_label}.
   *
   * @param label a class, or -1 for none
   * @return {@code log Σ_k exp(scores_k)} of what they were
   */
  static double softmax(int classes, float[] scores, int at, int stride, double weight, int label) {
    float max = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      max = Math.max(max, scores[at + k * stride]);
    }
    try (Scratch scratch = Scratch.open()) {
      int padded = (classes + 15) / 16 * 16; // whole vectors
      float[] powers = scratch.floats(padded);
      for (int k = 0; k < classes; k++) {
        powers[k] = scores[at + k * stride] - max;
      }
      Arrays.fill(powers, classes, padded, 0f);
      Elementwise.exp(padded, powers, 0, powers, 0);
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += powers[k];
      }
      double factor = weight / sum;
      for (int k = 0; k < classes; k++) {
        scores[at + k * stride] = (float) (factor * powers[k] - (k == label ? weight : 0));
      }
      return max + Math.log(sum);
    }
  }

  /** {@code log Σ_k exp(scores_k)} of classes that stand from {@code at} on. */
  static double logSumExp(int classes, double[] scores, int at) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = at; k < at + classes; k++) {
      max = Math.max(max, scores[k]);
    }
    double sum = 0;
    for (int k = at; k < at + classes; k++) {
      sum += Math.exp(scores[k] - max);
    }
    return max + Math.log(sum);
  }
}
