package io.ebm.api;

/**
 * Something with state that a resumed run must find again: after {@link #restore} from what {@link
 * #save} wrote, the object goes on exactly as if it had never stopped.
 */
public interface Checkpointed {

  /** Writes the state. */
  void save(StateWriter writer);

  /**
   * Reads the state back, instead of whatever state there was. Called on an object made from the
   * same config; what is saved next, even at once, is that state.
   *
   * @throws IllegalArgumentException if the state does not fit this object
   */
  void restore(StateReader reader);
}
