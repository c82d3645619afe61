package io.ebm.api;

/**
 * Capability of an energy whose exact likelihood and the likelihood's gradient come from one pass:
 * what {@link EnergyFunction#energies}, {@link Tractable#logPartitions}, {@link
 * Learnable#accumulate} and {@link ExactExpectations#accumulateExpectations} would compute with
 * much of the work done again in each. An objective that finds it uses it; the result is the same
 * within rounding.
 */
@Capability
public interface LikelihoodLearnable extends Tractable, ExactExpectations {

  /**
   * Computes {@code -log p_i(x_i) = E(x_i) + log Z_i} for every row and adds {@code Σ_i weights[i]
   * · ∇θ (E(x_i) + log Z_i)} to a gradient.
   *
   * @param x {@code n} rows
   * @param weights at least {@code n} factors, of any sign
   * @param out receives {@code n} values from index 0
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  void accumulateLikelihood(Batch x, double[] weights, double[] out, Gradient into);
}
