package io.ebm.api;

import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * A sum of derivatives with respect to {@link Parameters}, in the same layout. Not thread-safe; the
 * runtime gives every thread its own and adds them in a fixed order.
 */
public final class Gradient {

  private final Parameters parameters;
  private final float[] values;

  Gradient(Parameters parameters) {
    this.parameters = parameters;
    this.values = new float[parameters.size()];
  }

  /** The parameters whose layout this gradient has. */
  public Parameters parameters() {
    return parameters;
  }

  /** All values, laid out as {@link Parameters#values()}; live, not a copy. */
  public float[] values() {
    return values;
  }

  /** Sets every value to zero. */
  public void clear() {
    Arrays.fill(values, 0f);
  }

  /**
   * Adds another gradient to this one.
   *
   * @throws IllegalArgumentException if the layouts differ in size
   */
  public void add(Gradient other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "gradients of " + values.length + " and " + other.values.length + " values");
    }
    Vectors.add(values.length, values, 0, other.values, 0, values, 0);
  }

  /** Multiplies every value by {@code factor}. */
  public void scale(double factor) {
    Vectors.scale(values.length, (float) factor, values, 0, values, 0);
  }

  /** The Euclidean norm. */
  public double norm() {
    return Math.sqrt(Vectors.dot(values.length, values, 0, values, 0));
  }
}
