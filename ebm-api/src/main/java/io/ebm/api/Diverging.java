package io.ebm.api;

/**
 * Capability of a {@link MarkovChain} whose trajectories may diverge: the integrator's energy error
 * grows without bound, which tells of a region that its steps are too long for. Draws are biased
 * against such a region (Betancourt 2017, "A conceptual introduction to Hamiltonian Monte Carlo",
 * section 6.2). Those of a {@link Adaptive warm-up} do not count.
 */
public interface Diverging {

  /** How many transitions had a trajectory that diverged. */
  long divergences();

  /** Where the chains stood after the first of these transitions, one row each; a copy. */
  Batch firstDivergences();
}
