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

  /** A reader of the names prefixed by {@code name} and a slash, for a nested object. */
  StateReader child(String name);
}
