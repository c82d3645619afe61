package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;

/**
 * What chains gave.
 *
 * @param states where the chains ended, one row each
 * @param chains what they did and what they tell of themselves
 * @param trace for the first chains, up to 256 of them, at about a hundred evenly spaced moments
 *     (the start is not among them): quantity 0 is the energy, the others are coordinates; {@code
 *     [quantity][chain][moment]}
 * @param interval transitions between two moments of the trace
 * @param strip where the first few chains stood at a few moments; of rows that were completed, the
 *     coordinates that were free
 * @param way where some chains stood on their way, if each is one transition that goes a way
 * @param independent whether every transition is a draw of its own, so that mixing is no question
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results that nobody compares
public record Draws(
    Batch states,
    ChainReport chains,
    double[][][] trace,
    int interval,
    Strip strip,
    Way way,
    boolean independent) {

  /** What the chains did, summed. */
  public ChainStatistics statistics() {
    return chains.statistics();
  }
}
