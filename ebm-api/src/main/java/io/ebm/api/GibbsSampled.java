package io.ebm.api;

/** Capability of an energy that knows the conditionals of its own units: Gibbs sweeps. */
@Capability
public interface GibbsSampled {

  /**
   * Advances every row by whole sweeps of Gibbs sampling, in place. Leaves {@code exp(-beta E)}
   * invariant, for each row by itself.
   *
   * @param x {@code n} states; overwritten with the new ones
   * @param sweeps how many sweeps, at least 0
   * @param beta inverse temperature, at least 0
   * @param random where all randomness comes from
   */
  void sweep(Batch x, int sweeps, double beta, RandomStream random);
}
