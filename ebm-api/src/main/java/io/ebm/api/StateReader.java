package io.ebm.api;

/** Gives back the named arrays of a checkpoint. */
public interface StateReader {

  /** Whether there is an array of that name. */
  boolean has(String name);

  /**
   * The floats written under that name; a fresh array.
   *
   * @throws IllegalArgumentException if there are none
   */
  float[] floats(String name);

  /**
   * The doubles written under that name; a fresh array.
   *
   * @throws IllegalArgumentException if there are none
   */
  double[] doubles(String name);

  /**
   * The longs written under that name; a fresh array.
   *
   * @throws IllegalArgumentException if there are none
   */
  long[] longs(String name);

  /**
   * Writes all that can be read here, nested objects included, under the same names: for an object
   * that is saved again before it has come to use what it restored.
   */
  void copyTo(StateWriter writer);

  /** A reader of the names prefixed by {@code name} and a slash, for a nested object. */
  StateReader child(String name);
}
