package io.ebm.samplers;

import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/** The bounds of a box. */
record Bounds(float low, float high) {

  /**
   * The bounds of a space of real numbers, or null where it has none.
   *
   * @throws IllegalArgumentException if the space is discrete
   */
  static @Nullable Bounds of(StateSpace space, String who) {
    if (space instanceof StateSpace.Box box) {
      return new Bounds(box.low(), box.high());
    }
    if (space instanceof StateSpace.Real) {
      return null;
    }
    throw new IllegalArgumentException(who + " needs real states, but the energy is on " + space);
  }

  /** Reflects every float at the bounds until it lies between them. */
  void reflect(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (x[i] < low || x[i] > high) {
        x[i] = reflected(x[i]);
      }
    }
  }

  private float reflected(double value) {
    double width = (double) high - low;
    double place = (value - low) % (2 * width);
    place = place < 0 ? place + 2 * width : place;
    double folded = place > width ? 2 * width - place : place;
    return (float) Math.max(low, Math.min(high, low + folded));
  }

  /** Whether a row lies inside. */
  boolean contains(float[] x, int offset, int dim) {
    for (int i = offset; i < offset + dim; i++) {
      if (x[i] < low || x[i] > high) {
        return false;
      }
    }
    return true;
  }
}
