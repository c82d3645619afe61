package io.ebm.testkit;

import io.ebm.api.Checkpointed;
import io.ebm.api.StateMemory;

/** Checkpoints in memory of objects that must be {@link Checkpointed}. */
public final class TestState {

  private TestState() {}

  /** A checkpoint of an object. */
  public static StateMemory of(Object object) {
    StateMemory state = new StateMemory();
    checkpointed(object).save(state);
    return state;
  }

  /** Restores an object from a checkpoint. */
  public static void restore(Object object, StateMemory state) {
    checkpointed(object).restore(state);
  }

  private static Checkpointed checkpointed(Object object) {
    if (!(object instanceof Checkpointed checkpointed)) {
      throw new AssertionError(object.getClass().getName() + " is not Checkpointed");
    }
    return checkpointed;
  }
}
