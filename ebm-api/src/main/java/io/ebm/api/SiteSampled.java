package io.ebm.api;

/**
 * Capability of an energy over discrete states that knows the conditional of one site given all
 * others: what scans in an order of one's own need.
 */
@Capability
public interface SiteSampled extends GibbsSampled {

  /**
   * Draws sites anew from their conditionals under {@code exp(-beta E)}, one after the other, in
   * every row alike.
   *
   * @param x {@code n} states; overwritten with the new ones
   * @param sites which sites, in which order; one may come several times
   * @param count how many of {@code sites} count, from index 0
   * @param beta inverse temperature, at least 0
   * @param random where all randomness comes from
   */
  void sampleSites(Batch x, int[] sites, int count, double beta, RandomStream random);
}
