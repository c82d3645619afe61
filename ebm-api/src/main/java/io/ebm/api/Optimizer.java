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
}
