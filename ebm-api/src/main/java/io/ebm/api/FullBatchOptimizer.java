package io.ebm.api;

import org.jspecify.annotations.Nullable;

/**
 * An optimizer that looks at the loss of all training examples, as often as it likes within one
 * step: a line search, a quasi-Newton method. A step of training is then an iteration of it.
 */
public interface FullBatchOptimizer extends Optimizer {

  /** The loss of the whole data set. */
  @FunctionalInterface
  interface Loss {

    /**
     * Evaluates the loss at the present values of the parameters.
     *
     * @param gradient overwritten with the gradient of the sum
     * @return the sum of the loss over all examples; may be non-finite, as where a line search went
     *     too far
     */
    double evaluate(Gradient gradient);
  }

  /**
   * What a step did.
   *
   * @param value what the optimizer minimises, at the new parameters: the sum of the loss over all
   *     examples and its own penalties
   * @param norm the Euclidean norm of that function's gradient (for one with kinks, of the
   *     subgradient of least norm)
   * @param evaluations how often the loss was evaluated
   * @param stop why no further step is needed or possible; null to go on
   */
  record Iteration(double value, double norm, int evaluations, @Nullable String stop) {}

  /**
   * Makes one step.
   *
   * @param parameters read and written; the loss is evaluated at them
   * @param loss deterministic: the same parameters give the same bits
   * @throws NonFiniteException if the loss is not finite where the step begins
   */
  Iteration step(Parameters parameters, Loss loss);

  /** Not for this kind of optimizer. */
  @Override
  default void step(Parameters parameters, Gradient gradient) {
    throw new UnsupportedOperationException("this optimizer needs the loss, not one gradient");
  }
}
