package io.ebm.api;

/** Capability of an energy with parameters θ: weighted sums of {@code ∇θ E(x)}. */
@Capability
public interface Learnable {

  /** The parameters; the same object at every call. */
  Parameters parameters();

  /**
   * Adds {@code Σ_i weights[i] · ∇θ E(x_i)} to a gradient.
   *
   * @param x {@code n} rows of {@code space().dim()} floats
   * @param weights at least {@code n} factors, of any sign
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  void accumulate(Batch x, double[] weights, Gradient into);

  /**
   * As {@link #accumulate(Batch, double[], Gradient)}, and computes the energies as {@link
   * EnergyFunction#energies} does, in one pass where the model can: by default in two.
   *
   * @param energies receives {@code n} energies from index 0; another array than {@code weights}
   */
  default void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    if (!(this instanceof EnergyFunction energy)) {
      throw new IllegalStateException(getClass().getSimpleName() + " is not an energy function");
    }
    energy.energies(x, energies);
    accumulate(x, weights, into);
  }

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
