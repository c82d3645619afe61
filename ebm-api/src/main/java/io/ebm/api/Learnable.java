package io.ebm.api;

/** Capability of an energy with parameters θ: weighted sums of {@code ∇θ E(x)}. */
@Capability
public interface Learnable extends EnergyFunction, Parameterised {

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
    energies(x, energies);
    accumulate(x, weights, into);
  }
}
