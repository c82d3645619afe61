package io.ebm.api;

/**
 * Capability of a {@link MarkovChain} that adapts itself (a step size, a mass matrix) while it
 * warms up, and never afterwards: a chain that went on adapting would not keep its target.
 *
 * <p>A chain that no host warms up runs with what its config says. What was adapted is told by
 * {@link Reporting}, and is part of the chain's {@link Checkpointed checkpoint}, as is how much of
 * the warm-up is left.
 */
public interface Adaptive {

  /**
   * Makes the next transitions a warm-up: they may adapt, and what they adapted holds from the last
   * of them on. Called before the first transition; called again, it begins a new warm-up from what
   * is known so far.
   *
   * @param steps how many transitions, at least 0; 0 ends a warm-up at once
   */
  void warmUp(int steps);

  /** How many transitions of the warm-up are left. */
  int warmUpLeft();
}
