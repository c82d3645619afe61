package io.ebm.api;

/** What the host tells an objective at each step. */
public interface ObjectiveContext {

  /** The training step, from 0. */
  long step();

  /** How many rows the whole minibatch has, of which an objective may see one shard. */
  int batchSize();

  /** Whether each row has a context of its own, on which the energy is conditioned. */
  boolean conditional();

  /** A stream for this step and shard alone; needs no checkpointing. */
  RandomStream random();

  /** Where to record what a user may want to see. */
  Metrics metrics();
}
