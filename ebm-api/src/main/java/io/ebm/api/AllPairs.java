package io.ebm.api;

/**
 * Capability of an energy made by {@link Conditional#given}: the energies of all pairs of its
 * {@code n} contexts with {@code m} targets, more cheaply than one by one; classes, pairs of
 * encoders. Contrast within a batch and sums over actions ask for it.
 */
@Capability
public interface AllPairs {

  /**
   * Computes {@code E(c_i, y_j)} for all pairs.
   *
   * @param targets {@code m} rows
   * @param out receives {@code n × m} energies, row-major, from index 0; may be longer
   */
  void pairEnergies(Batch targets, double[] out);

  /**
   * Adds {@code Σ_ij weights[i·m + j] · ∇θ E(c_i, y_j)} to a gradient.
   *
   * @param targets {@code m} rows
   * @param weights at least {@code n × m} factors of any sign, row-major
   */
  void accumulatePairs(Batch targets, double[] weights, Gradient into);

  /**
   * All pairs of an energy: its own capability, or else its energies one target after the other.
   *
   * @param energy an energy of {@code contexts} contexts, or of any number of rows
   * @param contexts {@code n}
   */
  static AllPairs of(EnergyFunction energy, int contexts) {
    return energy.as(AllPairs.class).orElseGet(() -> new PairsOneByOne(energy, contexts));
  }
}
