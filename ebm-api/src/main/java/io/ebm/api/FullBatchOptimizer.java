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

    /**
     * Does work on long vectors by ranges, which the host runs on its threads, and adds up what
     * they give:
     *
     * <pre>{@code
     * double product = loss.sum(n, (from, to) -> Vectors.dot(to - from, a, from, b, from));
     * }</pre>
     *
     * The cut depends on {@code n} alone and the sum is taken in the order of the ranges, so the
     * result has the same bits on any number of threads. By default, and in tests, the ranges are
     * done one after the other, with the same result.
     *
     * @param n how many numbers there are to cut, at least 0
     * @param task done once for every range; it may write what belongs to its range, and must call
     *     neither this method nor {@link #evaluate}
     */
    default double sum(int n, RangeTask task) {
      double sum = 0;
      for (int from = 0; from < n; from += RANGE) {
        sum += task.run(from, Math.min(n, from + RANGE));
      }
      return sum;
    }
  }

  /** The length of the ranges of {@link Loss#sum}, but for the last: 64 KiB of floats. */
  int RANGE = 1 << 14;

  /** Work on a part of a vector. */
  @FunctionalInterface
  interface RangeTask {

    /**
     * Does the work on the elements {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @return what is to be added up; 0 if nothing is
     */
    double run(int from, int to);
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
