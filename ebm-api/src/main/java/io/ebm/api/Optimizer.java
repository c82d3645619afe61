package io.ebm.api;

/**
 * Moves parameters against a gradient. One per run; used by one thread at a time. Keeps state
 * (moments) by implementing {@link Checkpointed}.
 */
public interface Optimizer {

  /**
   * Makes one step.
   *
   * @param parameters written
   * @param gradient the mean gradient of the loss over the minibatch; may be overwritten
   */
  void step(Parameters parameters, Gradient gradient);

  /**
   * Whether a step looks only at the {@link Gradient#ranges ranges} of a gradient that were
   * touched, so that sparse gradients are worth their keep.
   */
  default boolean sparse() {
    return false;
  }

  /**
   * Called after the last step: an optimizer that has a better estimate than the last iterate (an
   * average of iterates) writes it.
   *
   * @param parameters written
   */
  default void finish(Parameters parameters) {}
}
