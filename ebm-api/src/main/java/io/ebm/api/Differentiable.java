package io.ebm.api;

/** Capability of an energy over real states: the gradient {@code ∇x E(x)}. */
@Capability
public interface Differentiable {

  /**
   * Computes energies and their gradients with respect to the states, in one pass.
   *
   * @param x {@code n} rows of {@code space().dim()} floats
   * @param energies receives {@code n} energies from index 0; may be longer
   * @param out receives {@code ∂E(x_i)/∂x_ij} in row {@code i}, column {@code j}; overwritten; does
   *     not overlap {@code x}
   */
  void gradients(Batch x, double[] energies, Batch out);
}
