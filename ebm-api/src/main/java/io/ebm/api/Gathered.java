package io.ebm.api;

/**
 * Rows that all shards of a minibatch emitted under one name, in the order of the shards.
 *
 * @param rows of all shards; only to be read, and not to be kept beyond the round
 * @param from the first row of the shard that is told
 * @param to the row after its last
 * @param round the round in which they were emitted
 */
public record Gathered(Batch rows, int from, int to, int round) {

  /** The shard's own rows. */
  public Batch own() {
    return rows.slice(from, to);
  }
}
