package io.ebm.api;

/** What the host tells an objective at each step. */
public interface ObjectiveContext {

  /** The training step, from 0. */
  long step();

  /** How many rows the whole minibatch has, of which an objective may see one shard. */
  int batchSize();

  /** A stream for this step and shard alone; needs no checkpointing. */
  RandomStream random();

  /** Where to record what a user may want to see. */
  Metrics metrics();
}
