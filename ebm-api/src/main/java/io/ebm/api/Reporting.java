package io.ebm.api;

/**
 * Capability of a {@link MarkovChain} that has numbers of its own to tell: an adapted step size,
 * the mean depth of its trees.
 */
public interface Reporting {

  /**
   * Records the numbers as they stand. Called at any time between two transitions; the host
   * averages over tiles, so each number is one whose mean over tiles makes sense.
   */
  void report(Metrics metrics);
}
