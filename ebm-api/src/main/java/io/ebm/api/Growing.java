package io.ebm.api;

/**
 * Capability of a {@link Dataset} whose training examples change while a model learns from them: a
 * replay memory that is filled by the model's own actions, examples that a model asks for.
 *
 * <p>Before every step the trainer has the data {@link #grow}, and then draws the minibatch from
 * the examples that there are, uniformly and with replacement. {@link Dataset#train} is always the
 * same object; there is at least one example from the start, so that components can be fitted
 * together. The {@link Checkpointed state} holds all examples, so that a resumed run is the same
 * run.
 */
public interface Growing extends Checkpointed {

  /**
   * Called before each training step, while nobody else reads the examples or writes the model's
   * parameters.
   *
   * @throws NonFiniteException if what is added is not finite
   */
  void grow(GrowthContext context);
}
