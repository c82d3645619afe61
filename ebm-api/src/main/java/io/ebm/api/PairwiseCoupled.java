package io.ebm.api;

/**
 * Capability of an energy over discrete states whose sites are coupled in pairs that care only
 * whether their labels agree: what cluster algorithms need (Swendsen and Wang 1987, Wolff 1989).
 *
 * <pre>{@code E(x) = const - Σ_(i,j) K_ij δ(x_i, x_j) - Σ_i h_i(x_i)}</pre>
 *
 * For spins of {@code -J s s'} that is {@code K = 2 J}.
 */
@Capability
public interface PairwiseCoupled {

  /** The couplings at the present parameters; a copy. */
  PairCouplings couplings();
}
