package io.ebm.models.hopfield;

import io.ebm.math.Bits;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * States that go downhill side by side by Hebb's rule, so that they share the reading of the
 * patterns' bits. The states still on their way lie first.
 */
final class HebbTile {

  private static final int WORD = Long.SIZE;

  private final PatternBits patterns;
  private final Descent.Orders orders;
  private final long[] columns;
  private final int count;
  private final int units;
  private final int words;
  private final int width;
  private final long[] states;
  private final long[] held;
  private final long[] earlier;
  private final long[] next;
  private final int[] overlaps;
  private final int[] totals;
  private final int[] above;
  private final int[] slots; // which row lies where
  private final boolean[] moved;

  HebbTile(DenseMemory memory, Descent.Orders orders, int rows, Scratch scratch) {
    this.patterns = memory.bits();
    this.orders = orders;
    this.columns = patterns.columns();
    this.count = patterns.count();
    this.units = patterns.units();
    this.words = patterns.words();
    this.width = patterns.columnWords();
    this.states = scratch.longs(rows * words);
    this.held = scratch.longs(rows * words);
    this.earlier = scratch.longs(rows * words);
    this.next = scratch.longs(rows * words);
    this.overlaps = scratch.ints(rows * count);
    this.totals = scratch.ints(rows);
    this.above = scratch.ints(rows);
    this.slots = scratch.ints(rows);
    this.moved = new boolean[rows];
  }

  /** Takes the state of a row, and which of its units are held. */
  void put(int row, long[] state, long[] fixed) {
    System.arraycopy(state, 0, states, row * words, words);
    System.arraycopy(fixed, 0, held, row * words, words);
    slots[row] = row;
  }

  /** Moves all rows; {@code ends} receives their last states. */
  void descend(int rows, boolean together, int most, Retrieval found, long[] ends) {
    int active = most == 0 ? 0 : rows;
    for (int slot = 0; slot < active; slot++) {
      measure(slot);
    }
    for (int step = 0; active > 0 && step < most; step++) {
      Arrays.fill(moved, 0, active, false);
      if (together) {
        update(active, step, found);
      } else {
        sweep(active, orders.of(step));
      }
      for (int slot = active - 1; slot >= 0; slot--) {
        if (moved[slot]) {
          found.steps()[slots[slot]]++;
        } else {
          found.settled()[slots[slot]] |= !together;
          swap(slot, --active);
        }
      }
    }
    for (int slot = 0; slot < rows; slot++) {
      System.arraycopy(states, slot * words, ends, slots[slot] * words, words);
    }
  }

  private void measure(int slot) {
    long[] rows = patterns.rows();
    int total = 0;
    for (int p = 0; p < count; p++) {
      int overlap = units - 2 * Bits.distance(words, rows, p * words, states, slot * words);
      overlaps[slot * count + p] = overlap;
      total += overlap;
    }
    totals[slot] = total;
  }

  private boolean isUp(int slot, int unit) {
    return (states[slot * words + (unit >>> 6)] >>> unit & 1) != 0;
  }

  private boolean isFree(int slot, int unit) {
    return (held[slot * words + (unit >>> 6)] >>> unit & 1) == 0;
  }

  /** Whether a unit's field, from the sum of the overlaps above, is against its spin. */
  private boolean wantsToFlip(int slot, boolean isUp) {
    long field = 2L * above[slot] - totals[slot] + (isUp ? -count : count);
    return isUp ? field < 0 : field > 0;
  }

  private void sweep(int active, int[] order) {
    for (int i : order) {
      Bits.sums(active, count, columns, i * width, overlaps, count, above);
      for (int slot = 0; slot < active; slot++) {
        boolean isUp = isUp(slot, i);
        if (wantsToFlip(slot, isUp) && isFree(slot, i)) {
          flip(slot, i, isUp);
          moved[slot] = true;
        }
      }
    }
  }

  private void flip(int slot, int i, boolean isUp) {
    int change = isUp ? -2 : 2;
    states[slot * words + (i >>> 6)] ^= 1L << i;
    Bits.addSigned(count, change, columns, i * width, overlaps, slot * count);
    int set = 0;
    for (int w = 0; w < width; w++) {
      set += Long.bitCount(columns[i * width + w]);
    }
    totals[slot] += change * (2 * set - count);
  }

  /** All units at once; what turns back to the state before is left where it is. */
  private void update(int active, int step, Retrieval found) {
    System.arraycopy(states, 0, next, 0, active * words);
    if (floatsDo(active)) {
      turnByProducts(active);
    } else {
      for (int i = 0; i < units; i++) {
        Bits.sums(active, count, columns, i * width, overlaps, count, above);
        turn(active, i);
      }
    }
    for (int slot = 0; slot < active; slot++) {
      int from = slot * words;
      int to = from + words;
      boolean same = Arrays.equals(states, from, to, next, from, to);
      boolean back = step > 0 && Arrays.equals(earlier, from, to, next, from, to);
      found.settled()[slots[slot]] = same;
      moved[slot] = !same && !back;
      if (moved[slot]) {
        System.arraycopy(states, from, earlier, from, words);
        System.arraycopy(next, from, states, from, words);
        measure(slot);
      }
    }
  }

  /** Turns a unit over in the next state of all rows that want it. */
  private void turn(int active, int i) {
    for (int slot = 0; slot < active; slot++) {
      if (wantsToFlip(slot, isUp(slot, i)) && isFree(slot, i)) {
        next[slot * words + (i >>> 6)] ^= 1L << i;
      }
    }
  }

  /** Whether no sum of overlaps, of whatever signs, leaves the whole numbers that floats hold. */
  private boolean floatsDo(int active) {
    for (int slot = 0; slot < active; slot++) {
      long sum = 0;
      for (int p = slot * count; p < (slot + 1) * count; p++) {
        sum += Math.abs(overlaps[p]);
      }
      if (sum > 1 << 24) {
        return false;
      }
    }
    return true;
  }

  /**
   * The fields of a word of units after the other as a product of the overlaps and the patterns.
   */
  private void turnByProducts(int active) {
    long[] rows = patterns.rows();
    try (Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(active * count);
      float[] spins = scratch.floats(count * WORD);
      float[] fields = scratch.floats(active * WORD);
      for (int k = 0; k < active * count; k++) {
        factors[k] = overlaps[k];
      }
      for (int word = 0; word < words; word++) {
        int first = word * WORD;
        int n = Math.min(WORD, units - first);
        for (int p = 0; p < count; p++) {
          Bits.unpack(n, rows, p * words + word, -1, 1, spins, p * n);
        }
        Gemm.nn(active, n, count, factors, 0, count, spins, 0, n, fields, 0, n, false);
        for (int slot = 0; slot < active; slot++) {
          int at = slot * words + word;
          next[at] ^= turning(n, fields, slot * n, states[at]) & ~held[at];
        }
      }
    }
  }

  /**
   * The units of a word that want to turn over, a bit each, without branches: the sign of a
   * difference. Of a field, what the unit adds to it by itself has to be taken away.
   */
  private long turning(int n, float[] fields, int at, long state) {
    float own = count;
    long down = 0;
    long up = 0;
    for (int u = 0; u < n; u++) {
      float field = fields[at + u];
      down |= (long) (Float.floatToRawIntBits(field - own) >>> 31) << u;
      up |= (long) (Float.floatToRawIntBits(-own - field) >>> 31) << u;
    }
    return (state & down) | (~state & up);
  }

  private void swap(int slot, int other) {
    if (slot == other) {
      return;
    }
    for (int w = 0; w < words; w++) {
      exchange(states, slot * words + w, other * words + w);
      exchange(held, slot * words + w, other * words + w);
      exchange(earlier, slot * words + w, other * words + w);
    }
    System.arraycopy(overlaps, other * count, overlaps, slot * count, count);
    totals[slot] = totals[other];
    moved[slot] = moved[other];
    int row = slots[slot];
    slots[slot] = slots[other];
    slots[other] = row;
  }

  private static void exchange(long[] array, int a, int b) {
    long value = array[a];
    array[a] = array[b];
    array[b] = value;
  }
}
