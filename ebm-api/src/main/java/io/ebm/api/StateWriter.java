package io.ebm.api;

/** Receives named arrays of a checkpoint. Names are local to the object that writes. */
public interface StateWriter {

  /** Writes floats; copied before the call returns. */
  void put(String name, float[] values);

  /** Writes doubles; copied before the call returns. */
  void put(String name, double[] values);

  /** Writes longs; copied before the call returns. */
  void put(String name, long[] values);

  /** A writer whose names are prefixed by {@code name} and a slash, for a nested object. */
  StateWriter child(String name);
}
