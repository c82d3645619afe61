package io.ebm.models.hopfield;

import io.ebm.api.Sizes;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/** Writes patterns into couplings by a {@link Rule}, in any number of calls. */
final class Learner {

  private static final int CHUNK = 256;

  private final Rule rule;
  private final int units;
  private final float[] couplings;
  private float[] basis = new float[0]; // of the patterns' space, orthonormal rows
  private int rank;

  Learner(Rule rule, int units, float[] couplings) {
    this.rule = rule;
    this.units = units;
    this.couplings = couplings;
  }

  /**
   * Refuses a number of patterns that the rule cannot hold.
   *
   * @throws IllegalArgumentException if the projection would become the identity
   */
  static void check(Rule rule, int units, int patterns) {
    if (rule == Rule.PROJECTION && patterns >= units) {
      throw new IllegalArgumentException(
          "the projection rule holds at most "
              + (units - 1)
              + " patterns of "
              + units
              + " units, but there are "
              + patterns
              + "; a dense associative memory holds more");
    }
  }

  /** Adds the patterns {@code from} (inclusive) to {@code to} (exclusive). */
  void learn(PatternBits patterns, int from, int to) {
    check(rule, units, to);
    try (Scratch scratch = Scratch.open()) {
      float[] rows = scratch.floats(CHUNK * units);
      for (int p = from; p < to; p += CHUNK) {
        int count = Math.min(CHUNK, to - p);
        patterns.unpack(p, p + count, rows, 0);
        switch (rule) {
          case HEBB -> Triangle.addProducts(count, units, 1f / units, rows, rows, couplings, 0);
          case STORKEY -> {
            for (int k = 0; k < count; k++) {
              storkey(rows, k * units);
            }
          }
          case PROJECTION -> project(rows, count);
          case NONE -> {}
        }
      }
    }
  }

  private void storkey(float[] pattern, int at) {
    try (Scratch scratch = Scratch.open()) {
      float[] fields = scratch.floats(units);
      Triangle.fields(1, units, couplings, pattern, at, fields);
      float part = 1f / units;
      for (int i = 1; i < units; i++) {
        int row = Triangle.row(i);
        float own = pattern[at + i];
        float field = fields[i];
        for (int j = 0; j < i; j++) {
          float other = pattern[at + j];
          couplings[row + j] +=
              part * (own * other - own * fields[j] - field * other + 2 * couplings[row + j]);
        }
      }
    }
  }

  /** Extends the basis by what is new in each pattern (Gram-Schmidt, twice). */
  private void project(float[] rows, int count) {
    int before = rank;
    if ((rank + count) * (long) units > basis.length) {
      basis =
          Arrays.copyOf(basis, Sizes.product("the basis", Math.max(rank + count, 2 * rank), units));
    }
    for (int p = 0; p < count; p++) {
      int to = rank * units;
      System.arraycopy(rows, p * units, basis, to, units);
      for (int pass = 0; pass < 2; pass++) {
        for (int q = 0; q < rank; q++) {
          float part = (float) -Vectors.dot(units, basis, q * units, basis, to);
          Vectors.axpy(units, part, basis, q * units, basis, to);
        }
      }
      double length = Math.sqrt(Vectors.sumOfSquares(units, basis, to));
      if (length > 1e-3) { // spins: what is new at all is of the order of 1/√P or more
        Vectors.scale(units, (float) (1 / length), basis, to, basis, to);
        rank++;
      }
    }
    int added = rank - before;
    try (Scratch scratch = Scratch.open()) {
      float[] fresh = scratch.floats(Math.max(1, added * units));
      System.arraycopy(basis, before * units, fresh, 0, added * units);
      Triangle.addProducts(added, units, 1, fresh, fresh, couplings, 0);
    }
  }
}
