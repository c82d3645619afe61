package io.ebm.api;

import java.util.function.IntConsumer;

/**
 * The host's threads. Results must not depend on how many there are: each piece of work writes to a
 * place of its own.
 */
public interface Parallel {

  /** Work on some of many rows: those from {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  interface TileTask {
    /** Runs tile number {@code tile}. */
    void run(int tile, int from, int to);
  }

  /**
   * Runs independent pieces of work and returns when all are done. Where some fail, the failure of
   * the lowest number is thrown. Not to be called from within a piece.
   *
   * @param count how many; {@code task} is given the numbers from 0
   */
  void parallel(int count, IntConsumer task);

  /**
   * Cuts rows into tiles small enough for a core's own cache, by a rule that depends on their
   * number alone, and runs them as {@link #parallel} does.
   */
  void tiles(int rows, TileTask task);
}
