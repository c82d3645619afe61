package io.ebm.api;

import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What an estimator may use while it estimates. May grow; the testkit has an implementation for
 * tests.
 */
public interface EstimationContext {

  /** Work on some of many rows: those from {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  interface TileTask {
    /** Runs tile number {@code tile}. */
    void run(int tile, int from, int to);
  }

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
   * Runs independent pieces of work on the host's threads and returns when all are done. Where some
   * fail, the failure of the lowest number is thrown. Not to be called from within a piece.
   *
   * @param count how many; {@code task} is given the numbers from 0
   */
  void parallel(int count, IntConsumer task);

  /**
   * Cuts rows (chains) into tiles small enough for a core's own cache, by a rule that depends on
   * their number alone, and runs them as {@link #parallel} does.
   */
  void tiles(int rows, TileTask task);

  /**
   * Tells how much of the work is done; from any thread, and rarely: it may write to a terminal.
   */
  void progress(long done, long total);
}
