package io.ebm.api;

/**
 * {@link ClassScores} with derivatives by the features too, which are real numbers: {@link
 * ClassEnergy} is {@link ContextDifferentiable} then.
 */
public interface DifferentiableScores extends ClassScores {

  /** Whether these very scores have such derivatives: not by features that are labels. */
  default boolean differentiable() {
    return !(features() instanceof StateSpace.Categorical);
  }

  /**
   * The derivatives of losses of the scores by the features, in one pass over the rows.
   *
   * @param c features
   * @param rows how many rows, at most {@code c.size()}
   * @param out receives the derivatives of the loss of row {@code i} by its features in row {@code
   *     i}; overwritten
   */
  void slopes(Batch c, int rows, RowLoss loss, Batch out);
}
