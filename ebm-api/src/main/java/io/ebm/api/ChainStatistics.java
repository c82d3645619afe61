package io.ebm.api;

/**
 * What a tile of chains did, summed over its chains.
 *
 * @param transitions transitions made
 * @param proposals proposals that could be refused; 0 for a sampler that refuses nothing
 * @param accepted proposals accepted
 */
public record ChainStatistics(long transitions, long proposals, long accepted) {

  /** The share of accepted proposals, or NaN where there was none. */
  public double acceptance() {
    return proposals == 0 ? Double.NaN : (double) accepted / proposals;
  }

  /** The statistics of both together. */
  public ChainStatistics plus(ChainStatistics other) {
    return new ChainStatistics(
        transitions + other.transitions, proposals + other.proposals, accepted + other.accepted);
  }
}
