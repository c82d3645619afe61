package io.ebm.api;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the host tells a component when it is created. May grow; the testkit has an implementation
 * for tests.
 */
public interface ComponentContext {

  /** Where the component stands in the experiment, as in {@code objective.sampler}. */
  String path();

  /**
   * The component's own stream: of the experiment's seed, the component's path, and, for what is
   * created once per shard, the shard.
   */
  RandomStream random();

  /**
   * The space of the training examples.
   *
   * @throws IllegalArgumentException if the experiment has no data
   */
  StateSpace dataSpace();

  /**
   * The experiment's data, for a component that begins with what they look like (base rates, a
   * feature dictionary, a fitted noise); empty if the experiment has none, and for the data set
   * itself.
   */
  Optional<Dataset> data();

  /**
   * Where this component's {@link Archived archive} lies, if an existing run is opened and the
   * component wrote one: it then uses that instead of what it would derive from the data. Empty for
   * a new run.
   */
  default Optional<Path> archive() {
    return Optional.empty();
  }

  /**
   * Creates a nested component.
   *
   * @param name the config record's component that holds it; becomes part of the path
   */
  <T> T create(String name, Component<T> component);

  /**
   * Finds a file that the experiment names: relative to the folder of the experiment's file, or
   * else to the folder that the environment variable {@code EBM_DATA} names.
   *
   * @throws IllegalArgumentException if it is in neither; the message names both places
   */
  Path resolve(String file);

  /**
   * Opens the model of another run, for a component that builds on what was learned there. The
   * checkpoint is noted among the files that the run was made with.
   *
   * @param run its folder: beside the experiment's file, in the folder that {@code EBM_DATA} names,
   *     or in the folder that the command runs in
   * @throws IllegalArgumentException if no trained run is there, or this host opens none, as by
   *     default
   */
  default TrainedModel trained(String run) {
    throw new IllegalArgumentException("'" + run + "' cannot be opened: this host opens no runs");
  }

  /** How much of the run is done; live. */
  Progress progress();

  /** Where to record what a user may want to see; live. */
  Metrics metrics();
}
