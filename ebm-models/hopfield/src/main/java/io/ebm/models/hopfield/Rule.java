package io.ebm.models.hopfield;

/** How couplings come from patterns. */
public enum Rule {
  /** {@code w_ij = Σ_μ ξ_i ξ_j / N} (Hopfield 1982). */
  HEBB,
  /**
   * One pattern after the other, {@code w_ij += (ξ_i ξ_j - ξ_i h_ji - h_ij ξ_j) / N} with {@code
   * h_ij = Σ_k≠i,j w_ik ξ_k} (Storkey 1997).
   */
  STORKEY,
  /**
   * The projection onto the space that the patterns span (Personnaz, Guyon and Dreyfus 1985), less
   * its diagonal: up to N - 1 independent patterns are fixed points.
   */
  PROJECTION,
  /** All zero, to be learned by an objective. */
  NONE
}
