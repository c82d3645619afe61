package io.ebm.api;

/**
 * Capability of an energy made by {@link Conditional#given}: the energies of all pairs of its
 * {@code n} contexts with {@code m} targets, more cheaply than one by one. What {@link CrossEnergy}
 * is for the model, for one block of contexts; contrast within a batch asks for it.
 */
@Capability
public interface AllPairs {

  /**
   * Computes {@code E(c_i, y_j)} for all pairs.
   *
   * @param targets {@code m} rows
   * @param out receives {@code n × m} energies, row-major, from index 0
   */
  void pairEnergies(Batch targets, double[] out);

  /**
   * Adds {@code Σ_ij weights[i·m + j] · ∇θ E(c_i, y_j)} to a gradient.
   *
   * @param weights {@code n × m} factors of any sign, row-major
   */
  void accumulatePairs(Batch targets, double[] weights, Gradient into);
}
