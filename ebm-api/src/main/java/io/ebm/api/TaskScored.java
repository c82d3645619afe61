package io.ebm.api;

import java.util.Map;

/**
 * Capability of a {@link Dataset} of {@link ConditionalExamples}: it knows how its task is scored
 * (accuracy, precision and recall of chunks, …).
 */
public interface TaskScored {

  /**
   * Scores predictions for the held-out examples.
   *
   * @param predicted a target for every held-out example, in order
   * @return scores by name (camel case, as in {@code tokenAccuracy}), in the order to show them;
   *     fractions from 0 to 1, and counts
   */
  Map<String, Double> scores(Batch predicted);
}
