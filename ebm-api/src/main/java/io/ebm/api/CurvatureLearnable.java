package io.ebm.api;

/**
 * Capability of a learnable and differentiable energy: second derivatives along given directions
 * and their derivatives by θ, exactly, as score matching needs them. An energy that is only {@link
 * ScoreLearnable} can be served by differences of its slopes.
 */
@Capability
public interface CurvatureLearnable extends ScoreLearnable {

  /**
   * Computes {@code c_i = v_iᵀ ∇x² E(x_i) v_i} for every row and adds {@code Σ_i weights[i] · ∇θ
   * c_i} to a gradient.
   *
   * @param x {@code n} rows of {@code space().dim()} floats
   * @param v {@code n} directions of the same dimension, of any length
   * @param weights at least {@code n} factors, of any sign
   * @param curvatures receives {@code n} values from index 0; another array than {@code weights}
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  void accumulateCurvature(Batch x, Batch v, double[] weights, double[] curvatures, Gradient into);
}
