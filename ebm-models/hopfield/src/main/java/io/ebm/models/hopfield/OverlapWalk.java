package io.ebm.models.hopfield;

import io.ebm.math.Bits;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * A state that moves spin by spin over the landscape of a {@link DenseMemory}: its bits and its
 * overlaps with all patterns. What a unit feels is a sum over the patterns in which it is up, of a
 * term that changes only when a spin flips; so a visit costs one masked sum.
 */
final class OverlapWalk {

  private static final double E2 = Math.exp(2);

  private final DenseMemory memory;
  private final PatternBits patterns;
  private final long[] columns;
  private final int count;
  private final int units;
  private final int words;
  private final int width;
  private final long[] state;
  private final int[] overlaps;
  private final double[] terms;
  private int total; // of the overlaps, where they are what a unit feels
  private double sum; // of the terms
  private double up; // of F(o + 2) - F(o)
  private double size; // of the terms without their signs
  private int greatest; // overlap

  OverlapWalk(DenseMemory memory, Scratch scratch) {
    this.memory = memory;
    this.patterns = memory.bits();
    this.columns = patterns.columns();
    this.count = patterns.count();
    this.units = patterns.units();
    this.words = patterns.words();
    this.width = patterns.columnWords();
    this.state = scratch.longs(words);
    this.overlaps = scratch.ints(count);
    this.terms = scratch.doubles(memory.quadratic() ? 0 : count);
  }

  long[] state() {
    return state;
  }

  boolean isUp(int unit) {
    return (state[unit >>> 6] >>> unit & 1) != 0;
  }

  /**
   * Begins at a state of spins. One that is NaN begins where the others drive it: as a unit feels
   * overlaps with the known spins alone.
   *
   * @param unknown whether there may be a NaN
   */
  void start(float[] spins, int at, boolean unknown) {
    if (unknown) {
      begin(spins, at);
    } else {
      Bits.pack(units, spins, at, state, 0);
    }
    measure();
  }

  /** Takes a state, and guesses what of it is NaN, without its overlaps. */
  void begin(float[] spins, int at) {
    Bits.pack(units, spins, at, state, 0);
    guess(spins, at);
  }

  /** Takes the overlaps of the state as it is. */
  void measure() {
    long[] rows = patterns.rows();
    total = 0;
    for (int p = 0; p < count; p++) {
      overlaps[p] = units - 2 * Bits.distance(words, rows, p * words, state, 0);
      total += overlaps[p];
    }
    refresh();
  }

  private void guess(float[] spins, int at) {
    try (Scratch scratch = Scratch.open()) {
      long[] known = scratch.longs(words);
      Arrays.fill(known, 0, words, 0);
      int seen = 0;
      for (int i = 0; i < units; i++) {
        if (!Float.isNaN(spins[at + i])) {
          known[i >>> 6] |= 1L << i;
          seen++;
        }
      }
      if (seen == units) {
        return;
      }
      long[] rows = patterns.rows();
      for (int p = 0; p < count; p++) {
        int distance = 0;
        for (int w = 0; w < words; w++) {
          distance += Long.bitCount((rows[p * words + w] ^ state[w]) & known[w]);
        }
        overlaps[p] = seen - 2 * distance;
      }
      double[] pull = scratch.doubles(count);
      double all = memory.pull(count, overlaps, pull);
      for (int i = 0; i < units; i++) {
        if (Float.isNaN(spins[at + i])
            && 2 * Bits.sum(count, columns, i * width, pull, 0) - all > 0) {
          state[i >>> 6] |= 1L << i;
        }
      }
    }
  }

  private void refresh() {
    if (memory.quadratic()) {
      return;
    }
    sum = 0;
    up = 0;
    size = 0;
    if (memory.exponential()) {
      greatest = Integer.MIN_VALUE;
      for (int p = 0; p < count; p++) {
        greatest = Math.max(greatest, overlaps[p]);
      }
      double[] decay = memory.table();
      for (int p = 0; p < count; p++) {
        terms[p] = decay[greatest - overlaps[p]];
        sum += terms[p];
      }
      return;
    }
    double[] f = memory.table();
    int zero = units + Interaction.MARGIN;
    for (int p = 0; p < count; p++) {
      int o = zero + overlaps[p];
      double rise = f[o + 2] - f[o];
      double term = f[o + 2] - f[o - 2];
      terms[p] = term;
      sum += term;
      up += rise;
      size += Math.abs(term);
    }
  }

  /** {@code E(s_i = -1) - E(s_i = 1)}, before the temperature; 0 where it is lost in rounding. */
  double field(int unit) {
    boolean isUp = isUp(unit);
    if (memory.quadratic()) {
      int above = Bits.sum(count, columns, unit * width, overlaps, 0);
      return 2.0 / units * ((isUp ? -count : count) + (2L * above - total));
    }
    double above = Bits.sum(count, columns, unit * width, terms, 0);
    if (memory.exponential()) {
      // The sum of exp(overlap) with the unit turned over, by that with it as it is.
      double flipped = isUp ? above / E2 + (sum - above) * E2 : above * E2 + (sum - above) / E2;
      double gain = Math.log(flipped / sum);
      return Math.abs(gain) < 1e-12 ? 0 : isUp ? -gain : gain;
    }
    double field = above - (isUp ? up : sum - up);
    return Math.abs(field) < 1e-13 * size ? 0 : field;
  }

  /** Turns a spin over. */
  void flip(int unit) {
    state[unit >>> 6] ^= 1L << unit;
    int change = isUp(unit) ? 2 : -2;
    Bits.addSigned(count, change, columns, unit * width, overlaps, 0);
    int above = 0;
    for (int w = 0; w < width; w++) {
      above += Long.bitCount(columns[unit * width + w]);
    }
    total += change * (2 * above - count);
    refresh();
  }

  /** The energy, before the temperature. */
  double energy() {
    if (memory.exponential()) {
      return -(greatest + Math.log(sum));
    }
    double[] f = memory.table();
    int zero = units + Interaction.MARGIN;
    double energy = 0;
    for (int p = 0; p < count; p++) {
      energy -= f[zero + overlaps[p]];
    }
    return energy;
  }
}
