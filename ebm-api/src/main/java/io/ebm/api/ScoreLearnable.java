package io.ebm.api;

/**
 * Capability of a learnable and differentiable energy: the derivative of a directional derivative,
 * which score matching needs.
 *
 * <p>An energy without it can be served by {@link CentralDifferences}.
 */
public interface ScoreLearnable extends Differentiable, Learnable {

  /**
   * Adds {@code Σ_i weights[i] · ∇θ (v_i · ∇x E(x_i))} to a gradient.
   *
   * @param x {@code n} rows of {@code space().dim()} floats
   * @param v {@code n} directions of the same dimension, of any length
   * @param weights at least {@code n} factors, of any sign
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into);
}
