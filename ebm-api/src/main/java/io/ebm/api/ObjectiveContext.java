package io.ebm.api;

import java.util.Optional;

/** What the host tells an objective at each step. */
public interface ObjectiveContext {

  /** The training step, from 0. */
  long step();

  /** How many rows the whole minibatch has, of which an objective may see one shard. */
  int batchSize();

  /** Whether each row has a context of its own, on which the energy is conditioned. */
  boolean conditional();

  /**
   * The model that is trained, for an objective that needs energies in other contexts than those of
   * the rows. By default not known.
   */
  default Optional<Model> model() {
    return Optional.empty();
  }

  /** What followed each row, if the data are an actor's {@link Experience}; by default empty. */
  default Optional<Transitions> transitions() {
    return Optional.empty();
  }

  /**
   * By what the loss of each row counts, one value per row; empty, by default, where all count 1.
   * Only an objective that {@link Objective#weighs} is given any.
   */
  default Optional<double[]> weights() {
    return Optional.empty();
  }

  /** A stream for this step and shard alone; needs no checkpointing. */
  RandomStream random();

  /** Where to record what a user may want to see. */
  Metrics metrics();
}
