package io.ebm.api;

import java.util.Optional;

/**
 * What an estimator may use while it estimates. May grow; the testkit has an implementation for
 * tests.
 */
public interface EstimationContext extends Parallel {

  /** The data the energy was trained on, which show where its mass may lie; there may be none. */
  Optional<Dataset> data();

  /**
   * The estimate's own stream: the same at every call, so that a stage of the estimate takes a
   * {@link RandomStream#split} of it.
   */
  RandomStream random();

  /** The sampler that the experiment draws with, for a method that names none of its own. */
  Optional<Component<Sampler>> sampler();

  /**
   * Creates a nested component for one tile.
   *
   * @param name the component of the config record that holds it; becomes part of its path
   * @param tile which tile; part of what the component's stream is derived from
   * @param progress the progress that the component sees, for its schedules
   */
  <T> T create(String name, Component<T> component, int tile, Progress progress);

  /**
   * Tells how much of the work is done; from any thread, and rarely: it may write to a terminal.
   */
  void progress(long done, long total);
}
