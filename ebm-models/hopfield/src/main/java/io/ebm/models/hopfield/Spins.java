package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;
import java.util.List;

/** Spins of -1 and 1, and zeros and ones that stand for them. */
final class Spins {

  private static final int CHUNK = 256;

  private Spins() {}

  /**
   * The space of a network of spins for data: that of the data if it has two values, spins if the
   * data are real numbers that are all -1 or 1.
   *
   * @throws IllegalArgumentException for other data, with the first value that does not fit
   */
  static StateSpace space(Dataset data) {
    StateSpace space = data.space();
    if (space instanceof StateSpace.Binary || space instanceof StateSpace.Spin) {
      return space;
    }
    if (!(space instanceof StateSpace.Real)) {
      throw new IllegalArgumentException(
          "a network of spins needs data of -1 and 1, or of 0 and 1; these are in " + space);
    }
    StateSpace spins = new StateSpace.Spin(space.shape());
    Examples train = data.train();
    for (int from = 0; from < train.size(); from += CHUNK) {
      Batch rows = train.range(from, Math.min(train.size(), from + CHUNK), space.dim());
      check(rows, spins, from);
    }
    return spins;
  }

  /**
   * Requires every row to lie in a space.
   *
   * @param first the number of the first row, for the message
   */
  static void check(Batch patterns, StateSpace space, int first) {
    if (patterns.dim() != space.dim()) {
      throw new IllegalArgumentException(
          "patterns of "
              + patterns.dim()
              + " values were given to a network of "
              + space.dim()
              + " units; each needs exactly "
              + space.dim());
    }
    for (int i = 0; i < patterns.length(); i++) {
      float value = patterns.array()[patterns.offset() + i];
      if (!space.allows(value)) {
        throw new IllegalArgumentException(
            "pattern "
                + (first + i / patterns.dim())
                + " has "
                + value
                + " at position "
                + i % patterns.dim()
                + "; allowed are "
                + allowed(space)
                + hint(space, value));
      }
    }
  }

  private static String allowed(StateSpace space) {
    return space instanceof StateSpace.Binary
        ? "0 and 1"
        : space instanceof StateSpace.Spin ? "-1 and 1" : "finite numbers";
  }

  private static String hint(StateSpace space, float value) {
    if (space instanceof StateSpace.Spin && value == 0) {
      return ". Patterns of 0 and 1 become spins by 2 x - 1";
    }
    return space.levels() > 0 && value > -1 && value < 1
        ? ". Grey values become zeros and ones by the data's setting \"binarize\""
        : "";
  }

  /** The space of {@code n} spins. */
  static StateSpace of(int n) {
    return new StateSpace.Spin(List.of(n));
  }

  /** States of either kind as spins; NaN stays. */
  static void toSpins(StateSpace space, Batch x, float[] spins, int at) {
    System.arraycopy(x.array(), x.offset(), spins, at, x.length());
    if (space instanceof StateSpace.Binary) {
      for (int i = at; i < at + x.length(); i++) {
        spins[i] = 2 * spins[i] - 1;
      }
    }
  }

  /** The inverse of {@link #toSpins}. */
  static void fromSpins(StateSpace space, float[] spins, int at, Batch x) {
    System.arraycopy(spins, at, x.array(), x.offset(), x.length());
    if (space instanceof StateSpace.Binary) {
      for (int i = x.offset(); i < x.offset() + x.length(); i++) {
        x.array()[i] = (x.array()[i] + 1) / 2;
      }
    }
  }
}
