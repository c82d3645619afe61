package io.ebm.api;

/**
 * Capability of an energy {@code E(y | c)} whose contexts are rows of real numbers: the gradient
 * {@code ∇c E(y | c)}. It tells which numbers of a context speak for a target, as the pixels that
 * speak for a class (Simonyan, Vedaldi, Zisserman 2014, "Deep inside convolutional networks",
 * section 3).
 */
@Capability
public interface ContextDifferentiable {

  /** How many numbers a context has. */
  int contextDim();

  /**
   * Computes energies and their gradients with respect to the contexts, in one pass.
   *
   * @param y {@code n} targets, row {@code i} given context {@code i}
   * @param energies receives {@code n} energies from index 0; may be longer
   * @param out {@code n} rows of as many columns as a context has; receives {@code ∂E(y_i | c_i) /
   *     ∂c_ij} in row {@code i}, column {@code j}; overwritten
   */
  void contextGradients(Batch y, double[] energies, Batch out);
}
