package io.ebm.nn.layers;

import io.ebm.api.Checks;
import io.ebm.api.Sizes;
import java.util.List;

/** Settings that are one number for all axes, or one for each. */
final class Extents {

  private Extents() {}

  /** Requires one number or two, each at least so large, and copies them. */
  static List<Integer> upToTwo(String setting, List<Integer> given, int least) {
    Checks.that(
        given.size() == 1 || given.size() == 2,
        setting,
        "must be one number, or two: of rows and of columns; not " + given);
    for (int each : given) {
      Checks.atLeast(setting, each, least);
    }
    return List.copyOf(given);
  }

  /** The number of an axis. */
  static int of(List<Integer> given, int axis) {
    return given.get(Math.min(axis, given.size() - 1));
  }

  /**
   * An extent that a layer gives.
   *
   * @throws IllegalArgumentException if it is more than an array has
   */
  static int checked(String layer, long extent) {
    if (extent > Sizes.MOST) {
      throw new IllegalArgumentException(
          layer + " would give an extent of " + extent + "; the most is " + Sizes.MOST);
    }
    return (int) extent;
  }

  /** As experiments write it: a number alone if it stands for all. */
  static String text(List<Integer> given) {
    return given.size() == 1 ? given.get(0).toString() : given.toString();
  }
}
