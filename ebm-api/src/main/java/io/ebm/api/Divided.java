package io.ebm.api;

/**
 * Capability of an energy that several models make together: how far they disagree about a state.
 * Where they have learned nothing they go different ways, so that it tells what is unlike the
 * examples (Lakshminarayanan et al. 2017, "Simple and scalable predictive uncertainty estimation
 * using deep ensembles", of energies by their slopes, which no constant of theirs changes).
 */
@Capability
public interface Divided {

  /**
   * Computes {@code √(Σ_k |∇E_k(x) - ∇E(x)|² / K)} of each row.
   *
   * @param x {@code n} rows; not written
   * @param out receives {@code n} values, not negative
   */
  void disagreements(Batch x, double[] out);
}
