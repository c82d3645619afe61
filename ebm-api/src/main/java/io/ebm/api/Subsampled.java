package io.ebm.api;

/**
 * Capability of an energy that is a sum over many terms, {@code E(x) = E_0(x) + Σ_t E_t(x)}: the
 * posterior of parameters {@code x} given {@code terms()} observations, with {@code E_0} the
 * negative log prior. Some terms give an estimate of the gradient.
 */
@Capability
public interface Subsampled {

  /** The number of terms, at least 1. */
  int terms();

  /**
   * Computes for every row {@code ∇E_0(x) + (terms() / count) Σ_t ∇E_t(x)} over the given terms: an
   * unbiased estimate of {@code ∇E(x)} where they were drawn uniformly.
   *
   * @param x {@code n} rows of the energy's dimension
   * @param chosen terms from 0 to {@code terms() - 1}, the same for all rows
   * @param count how many of {@code chosen} count, from index 0; at least 1
   * @param out receives the gradients, one per row; overwritten; does not overlap {@code x}
   */
  void gradients(Batch x, int[] chosen, int count, Batch out);
}
