package io.ebm.api;

/**
 * A block of episodes of one {@link Environment} that run side by side, one per row. A row that
 * ended stays where it is until it is {@link #reset}: nothing begins anew by itself. Used by one
 * thread at a time.
 *
 * <p>All that happens in a row depends on the stream that the row was last reset with and on the
 * row's actions, not on the other rows. The {@link Checkpointed state} holds everything, streams
 * too.
 */
public interface Episodes extends Checkpointed {

  /** Of {@link #step}: the episode goes on. */
  byte RUNNING = 0;

  /** Of {@link #step}: the task came to its end; there is no future reward. */
  byte TERMINATED = 1;

  /**
   * Of {@link #step}: cut off at the {@link Environment#limit limit}. The task would have gone on,
   * so the value of the last observation counts.
   */
  byte TRUNCATED = 2;

  /** How many episodes run side by side. */
  int rows();

  /**
   * Begins a new episode in a row.
   *
   * @param random the episode's own stream, kept until the next reset
   */
  void reset(int row, RandomStream random);

  /**
   * Writes what is seen now.
   *
   * @param into {@link #rows} rows of {@link Environment#observations()}
   */
  void observe(Batch into);

  /**
   * Makes one step in every row. The step of a row that has ended is of no meaning and must not
   * fail.
   *
   * @param actions {@link #rows} rows of {@link Environment#actions()}
   * @param rewards receives the reward of every row
   * @param ends receives {@link #RUNNING}, {@link #TERMINATED} or {@link #TRUNCATED}
   * @throws IllegalArgumentException if an action lies outside of the space; the message names the
   *     row, the value and what is allowed
   */
  void step(Batch actions, double[] rewards, byte[] ends);

  /**
   * Tells of an episode that has ended what its return does not: whether it succeeded, which goal
   * it reached. Always the same names, each a number whose mean over episodes makes sense. By
   * default nothing.
   */
  default void outcome(int row, Metrics metrics) {}

  /**
   * Requires actions that are in a space; for implementations of {@link #step}.
   *
   * @param who the environment, as in {@code "environment 'cart-pole'"}
   * @throws IllegalArgumentException if a row is not; the message names it
   */
  static void check(String who, StateSpace space, Batch actions, int rows) {
    if (actions.size() != rows) {
      throw new IllegalArgumentException(
          who + " has " + rows + " rows, but was given actions for " + actions.size());
    }
    int row = space.firstOutside(actions);
    if (row < 0) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < actions.dim(); k++) {
      text.append(k == 0 ? "" : ", ").append(actions.get(row, k));
    }
    throw new IllegalArgumentException(
        who
            + ": the action of row "
            + row
            + " is "
            + (actions.dim() == 1 ? text : "[" + text + "]")
            + ", which is not in "
            + space);
  }
}
