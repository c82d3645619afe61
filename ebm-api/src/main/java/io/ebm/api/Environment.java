package io.ebm.api;

/**
 * A world to act in: a Markov decision process whose states may be seen in full or in part. Says
 * what observations and actions are; what happens is in the {@link Episodes} that it starts. Safe
 * for use by several threads.
 *
 * <p>Observations and actions are rows of a {@link StateSpace}, discrete or continuous. A discrete
 * action is one label, {@code Categorical(1, n)}.
 */
public interface Environment {

  /** What is seen. */
  StateSpace observations();

  /** What can be done. */
  StateSpace actions();

  /** After how many steps an episode is cut off, at least 1. */
  int limit();

  /**
   * Starts a block of episodes that run side by side. Every row must be {@link Episodes#reset}
   * before its first step.
   *
   * @param rows how many, at least 1
   */
  Episodes start(int rows);
}
