package io.ebm.api;

/**
 * Capability of a model that gives the energies of all pairs of {@code n} contexts and {@code m}
 * targets more cheaply than one by one: softmax classes, pairs of encoders.
 *
 * @param <C> what a block of contexts is
 */
@Capability
public interface CrossEnergy<C extends Rows<C>> {

  /**
   * Computes {@code E(c_i, y_j)} for all pairs.
   *
   * @param out receives {@code n × m} energies, row-major, from index 0
   */
  void crossEnergies(C contexts, Batch targets, double[] out);

  /**
   * Adds {@code Σ_ij weights[i·m + j] · ∇θ E(c_i, y_j)} to a gradient.
   *
   * @param weights {@code n × m} factors, row-major
   */
  void accumulateCross(C contexts, Batch targets, double[] weights, Gradient into);
}
