package io.ebm.api;

/**
 * A tile of Markov chains, one per row, that move together. Used by one thread at a time. A chain
 * with state of its own beyond {@link #states()} (its random stream, an adapted step) implements
 * {@link Checkpointed}.
 */
public interface MarkovChain {

  /** Where the chains stand; the batch given to {@link Sampler#start}. */
  Batch states();

  /**
   * Advances every chain by that many transitions, in place; each leaves the target invariant,
   * unless {@link SamplerFactory#bias} says why not.
   */
  void advance(int steps);

  /**
   * Tells the chain that somebody wrote {@link #states()} or the energy's parameters, so that
   * values it kept (an energy, a gradient) are stale.
   */
  void refresh();

  /** What happened since the start. */
  ChainStatistics statistics();
}
