package io.ebm.api;

/**
 * Capability of an {@link Environment} whose observation is its state, one of {@code n} labels, and
 * whose laws are known: what happens after every action in every state, with its probability.
 */
public interface Tabular {

  /** Receives what may happen. */
  @FunctionalInterface
  interface Outcomes {
    /**
     * One thing that may happen.
     *
     * @param probability above 0
     * @param reward its reward
     * @param next the state after it
     * @param terminates whether the episode ends with it
     */
    void add(double probability, double reward, int next, boolean terminates);
  }

  /** How many states there are; the observation is the state's number. */
  int states();

  /** How many actions there are. */
  int choices();

  /** Tells all that may happen after an action; the probabilities sum to 1. */
  void outcomes(int state, int action, Outcomes into);
}
