package io.ebm.api;

import java.util.List;

/** What state spaces have in common. */
final class SpaceChecks {

  private SpaceChecks() {}

  static void randomLevels(Batch into, RandomStream random, int levels, float scale, float shift) {
    float[] array = into.array();
    int from = into.offset();
    int to = from + into.length();
    for (int i = from; i < to; i++) {
      array[i] = scale * random.nextInt(levels) + shift;
    }
  }

  static List<Integer> shape(List<Integer> shape) {
    List<Integer> copy = List.copyOf(shape);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("a state space needs at least one extent");
    }
    for (int extent : copy) {
      if (extent < 1) {
        throw new IllegalArgumentException("no state space of shape " + copy);
      }
    }
    Sizes.product("a state of shape " + copy, copy);
    return copy;
  }

  /** Ends rows after a random number of symbols, or at the first end among these. */
  static void endAtRandom(StateSpace.Categorical space, Batch into, RandomStream random) {
    for (int row = 0; row < into.size(); row++) {
      into.set(row, random.nextInt(space.length()), space.end());
      for (int i = space.symbols(into, row); i < space.length(); i++) {
        into.set(row, i, space.end());
      }
    }
  }

  /** How many symbols a row has, the end among them. */
  static int symbols(StateSpace.Categorical space, Batch rows, int row) {
    int place = 0;
    while (place < space.length() && rows.get(row, place) != space.end()) {
      place++;
    }
    return Math.min(space.length(), place + 1);
  }

  /** Whether nothing but ends stands behind the first end of a row. */
  static boolean isSequence(StateSpace.Categorical space, Batch rows, int row) {
    for (int i = space.symbols(rows, row); i < space.length(); i++) {
      if (rows.get(row, i) != space.end()) {
        return false;
      }
    }
    return true;
  }
}
