package io.ebm.api;

/** Capability of an energy with parameters θ: weighted sums of {@code ∇θ E(x)}. */
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
}
