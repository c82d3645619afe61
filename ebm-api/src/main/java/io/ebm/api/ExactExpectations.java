package io.ebm.api;

/**
 * Capability of a learnable energy whose expected gradient can be computed: the second half of the
 * likelihood's gradient.
 */
@Capability
public interface ExactExpectations extends Learnable {

  /**
   * Adds {@code Σ_i weights[i] · E_{x ~ p_i}[∇θ E(x)]} to a gradient, exactly.
   *
   * @param weights at least as many factors as rows; an unconditional energy has one row
   * @param into a gradient of {@link Parameterised#parameters()}; added to, not overwritten
   */
  void accumulateExpectations(double[] weights, Gradient into);
}
