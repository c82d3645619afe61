package io.ebm.api;

/** Capability of an {@link Environment} that knows how it is done: somebody to imitate. */
public interface Expert {

  /**
   * Chooses the expert's action in every row. Called once before each step.
   *
   * @param episodes of this environment
   * @param actions receives one row for each
   * @throws IllegalArgumentException if the episodes are those of another environment
   */
  void demonstrate(Episodes episodes, Batch actions);
}
