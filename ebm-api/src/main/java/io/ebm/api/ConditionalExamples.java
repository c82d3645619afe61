package io.ebm.api;

import java.util.Optional;

/**
 * Examples of a conditional model: each is a context and a target. {@link #read} gives the targets.
 *
 * @param <C> what a block of contexts is; the {@link Conditional} to train takes the same
 */
public interface ConditionalExamples<C extends Rows<C>> extends Examples {

  /**
   * The contexts of some examples.
   *
   * @param indices which examples
   * @param from where in {@code indices} to begin
   * @param count how many
   */
  C contexts(int[] indices, int from, int count);

  /**
   * The space of the contexts, where they are rows of numbers whose space and scale the task itself
   * lays down, as those of observations. Empty, the default, where the contexts are whatever the
   * data have.
   */
  default Optional<StateSpace> contextSpace() {
    return Optional.empty();
  }
}
