package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import io.ebm.math.Bits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of spins, one bit each, set where the spin is up: by pattern, and by unit where somebody
 * asks for that. Not thread-safe while patterns are stored or forgotten.
 */
final class PatternBits {

  private static final int CHUNK = 256;

  private final StateSpace space;
  private final int units;
  private final int words; // of a pattern
  private int count;
  private long[] rows = new long[0];
  private volatile long[] columns = new long[0];

  PatternBits(StateSpace space) {
    this.space = space;
    this.units = space.dim();
    this.words = Bits.words(units);
  }

  /**
   * How many training examples are patterns.
   *
   * @param wanted how many, or null for all
   * @throws IllegalArgumentException if there are fewer
   */
  static int count(Dataset data, @Nullable Integer wanted) {
    int available = data.train().size();
    if (wanted != null && wanted > available) {
      throw new IllegalArgumentException(
          "patterns: " + wanted + " are to be stored, but there are " + available + " examples");
    }
    return wanted == null ? available : wanted;
  }

  /** The first training examples of some data. */
  static PatternBits of(StateSpace space, Dataset data, int count) {
    PatternBits patterns = new PatternBits(space);
    Examples train = data.train();
    for (int from = 0; from < count; from += CHUNK) {
      patterns.add(train.range(from, Math.min(count, from + CHUNK), space.dim()));
    }
    return patterns;
  }

  int count() {
    return count;
  }

  int units() {
    return units;
  }

  /** Words of a pattern. */
  int words() {
    return words;
  }

  /** All patterns, {@link #words} words each. */
  long[] rows() {
    return rows;
  }

  /** Words of a unit in {@link #columns}. */
  int columnWords() {
    return Bits.words(count);
  }

  /** The bits of unit 0 in all patterns, then those of unit 1, … */
  long[] columns() {
    long[] all = columns;
    if (all.length == 0 && count > 0) {
      all = transpose();
      columns = all;
    }
    return all;
  }

  /**
   * Appends patterns.
   *
   * @throws IllegalArgumentException if a pattern has the wrong length or a value that is no spin
   */
  void add(Batch patterns) {
    Spins.check(patterns, space, count);
    if ((long) (count + patterns.size()) * Math.max(units, words) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "no room for " + (count + (long) patterns.size()) + " patterns of " + units + " units");
    }
    int needed = (count + patterns.size()) * words;
    if (needed > rows.length) {
      long grown = Math.min(Integer.MAX_VALUE - 8, rows.length + rows.length / 2L);
      rows = Arrays.copyOf(rows, Math.max(needed, (int) grown));
    }
    for (int p = 0; p < patterns.size(); p++) {
      Bits.pack(units, patterns.array(), patterns.offset(p), rows, (count + p) * words);
    }
    count += patterns.size();
    columns = new long[0];
  }

  /** Removes a pattern; those after it move up. */
  void remove(int index) {
    System.arraycopy(rows, (index + 1) * words, rows, index * words, (count - index - 1) * words);
    count--;
    columns = new long[0];
  }

  /** Patterns as spins. */
  void unpack(int from, int to, float[] out, int at) {
    for (int p = from; p < to; p++) {
      Bits.unpack(units, rows, p * words, -1, 1, out, at + (p - from) * units);
    }
  }

  /** Patterns as states of the space. */
  Batch states(int from, int to) {
    Batch states = Batch.allocate(to - from, units);
    unpack(from, to, states.array(), 0);
    Spins.fromSpins(space, states.array(), 0, states);
    return states;
  }

  /** Judges a state: the nearest pattern and the overlap with it. */
  void judge(long[] state, int at, int row, Retrieval into) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int p = 0; p < count; p++) {
      int distance = Bits.distance(words, rows, p * words, state, at);
      if (distance < least) {
        least = distance;
        best = p;
      }
    }
    into.nearest()[row] = best;
    into.overlaps()[row] = best < 0 ? Double.NaN : 1 - 2.0 * least / units;
    into.spurious()[row] = best >= 0 && least != 0;
  }

  private long[] transpose() {
    int width = columnWords();
    long[] all = new long[Sizes.product("the bits of the patterns", units, width)];
    for (int p = 0; p < count; p++) {
      int row = p * words;
      int to = p >>> 6;
      for (int i = 0; i < units; i++) {
        all[i * width + to] |= (rows[row + (i >>> 6)] >>> i & 1) << p;
      }
    }
    return all;
  }
}
