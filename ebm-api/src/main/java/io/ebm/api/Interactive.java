package io.ebm.api;

/**
 * Capability of a {@link Dataset} whose task is to act: it tries a policy out. The host spreads
 * episodes over threads; each call runs on one.
 */
public interface Interactive {

  /** The world in which to act. */
  Environment environment();

  /** How many episodes an evaluation takes. */
  int evaluationEpisodes();

  /**
   * A way to act by a model, for some episodes side by side.
   *
   * @param policy the model, given observations
   * @param rows how many episodes
   * @param random the stream of all that is drawn
   * @throws IllegalArgumentException if actions of this model cannot be chosen; says why
   */
  Actor actor(Conditional<Batch> policy, int rows, RandomStream random);

  /** Chooses actions. Used by one thread. */
  @FunctionalInterface
  interface Actor {
    /**
     * Chooses an action for every row.
     *
     * @param observations what is seen
     * @param actions receives the actions
     */
    void act(Batch observations, Batch actions);
  }
}
