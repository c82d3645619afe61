package io.ebm.models.crf;

import io.ebm.api.Gradient;
import io.ebm.math.LinearChain;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * Sums over the steps from one token to the next: the probabilities of pairs of labels, without the
 * factor of the step that {@link StepMatrix} has, and counts of pairs. For one thread.
 */
final class StepSums {

  private final Weights weights;
  private final int labels;
  private final int width;
  private final float[] pairs;
  private final float[] counts;
  private boolean hasPairs;
  private boolean hasCounts;

  StepSums(Weights weights, Scratch scratch) {
    this.weights = weights;
    this.labels = weights.labels();
    this.width = weights.width();
    this.pairs = scratch.floats(labels * width);
    this.counts = scratch.floats(labels * width);
  }

  /**
   * Adds {@code factor} times the probabilities of the labels of as many steps.
   *
   * @param to the token after the first of the steps
   * @param alpha forward rows
   * @param psi what {@link LinearChain#backward} left of potentials; overwritten
   */
  void addPairs(int to, int steps, float factor, float[] alpha, float[] psi) {
    if (!hasPairs) {
      Arrays.fill(pairs, 0, labels * width, 0f);
      hasPairs = true;
    }
    if (factor != 1) {
      Vectors.scale(steps * width, factor, psi, to * width, psi, to * width);
    }
    LinearChain.pairs(steps, labels, alpha, (to - 1) * width, psi, to * width, pairs);
  }

  /** Adds the pairs to the derivatives of transitions and starts anew; returns what was added. */
  float[] flushPairs(StepMatrix factors, Gradient into) {
    if (hasPairs) {
      for (int i = 0; i < labels * width; i++) {
        pairs[i] *= factors.matrix[i];
      }
      weights.addTransitions(pairs, into);
      hasPairs = false;
    }
    return pairs;
  }

  /** Counts a pair of labels. */
  void count(int before, int label, float amount) {
    if (!hasCounts) {
      Arrays.fill(counts, 0, labels * width, 0f);
      hasCounts = true;
    }
    counts[before * width + label] += amount;
  }

  /** Adds the counts to the derivatives of transitions and starts anew. */
  void flushCounts(Gradient into) {
    if (hasCounts) {
      weights.addTransitions(counts, into);
      hasCounts = false;
    }
  }
}
