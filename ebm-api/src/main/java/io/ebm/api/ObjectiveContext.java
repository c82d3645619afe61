package io.ebm.api;

import java.util.Map;
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

  /**
   * The round of this step, from 0. A step has one round unless shards {@link #emit} rows: a round
   * in which they do is followed by another, in which {@link Objective#evaluate} is called again,
   * with the same energy, data and {@link #random} stream from its start; at most {@value
   * Exchange#MOST_ROUNDS} rounds.
   */
  int round();

  /**
   * Gives rows to all shards of the minibatch, this one included, for the rounds to come of this
   * step. All shards emit under the same names in a round, each name once in a step, and under one
   * name rows of one dimension.
   *
   * @param name lower case with dashes (slashes stand before the names of parts), as in {@code
   *     targets}
   * @param rows copied before the call returns; any number of them
   * @throws IllegalArgumentException if the name has been used in this step
   */
  void emit(String name, Batch rows);

  /** What shards have emitted in the earlier rounds of this step, by name. */
  Map<String, Gathered> gathered();

  /**
   * What shards have emitted under a name in an earlier round of this step.
   *
   * @throws IllegalArgumentException if that is nothing
   */
  default Gathered gathered(String name) {
    Gathered found = gathered().get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no shard has emitted '" + name + "' in a round before this one: " + gathered().keySet());
    }
    return found;
  }
}
