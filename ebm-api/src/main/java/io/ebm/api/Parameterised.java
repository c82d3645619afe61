package io.ebm.api;

/**
 * A model with parameters θ: an energy, or a {@link Conditional} model whose energies all share
 * them. What an energy adds to it is {@link Learnable}.
 */
public interface Parameterised {

  /** The parameters; the same object at every call. */
  Parameters parameters();

  /**
   * Turns a gradient into a better direction of descent, in place: a positive definite linear map,
   * which leaves minima where they are. Called by the host before a first-order optimizer makes its
   * step, never by one that needs the gradient itself. By default nothing.
   *
   * @param gradient the mean gradient of a minibatch
   */
  default void precondition(Gradient gradient) {}

  /**
   * Puts the parameters back into the set in which this model wants them (weights of a bounded
   * norm), in place: a projection, which leaves alone what lies in the set. Called by the host
   * after an optimizer's step. By default nothing.
   */
  default void constrain() {}
}
