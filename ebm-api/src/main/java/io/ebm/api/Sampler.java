package io.ebm.api;

/**
 * A way to draw from {@code p(x) ∝ exp(-E(x))}: makes Markov chains. Created once per shard; used
 * by one thread at a time.
 */
public interface Sampler {

  /**
   * Starts one chain per row of {@code states}.
   *
   * @param energy the target; its parameters and its contexts may change later, see {@link
   *     MarkovChain#refresh}
   * @param states where the chains stand; the chain advances them <b>in place</b>
   * @param random the chains' own stream
   * @throws UnsupportedEnergyException if the energy lacks a capability that this sampler needs
   */
  MarkovChain start(EnergyFunction energy, Batch states, RandomStream random);
}
