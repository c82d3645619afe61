package io.ebm.core.train;

import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.core.runtime.MetricsBuffer;

/**
 * A part of every minibatch, with an objective of its own.
 *
 * @param index the shard's number
 * @param from the first row of the minibatch that it holds
 * @param to the row after its last
 * @param objective its objective
 * @param random the stream from which each step's stream is split
 * @param metrics what its components record
 */
public record Shard(
    int index, int from, int to, Objective objective, RandomStream random, MetricsBuffer metrics) {

  /** The number of rows. */
  public int rows() {
    return to - from;
  }
}
