package io.ebm.api;

import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * A sum of derivatives with respect to {@link Parameters}, in the same layout. Not thread-safe; the
 * runtime gives every thread its own and adds them in a fixed order.
 *
 * <p>A sparse gradient knows which of its values were touched, in blocks of {@value #BLOCK}; all
 * others are zero, and whoever goes over the {@link #ranges} alone never looks at them. It holds
 * its values in full, so that reading and writing is the same for both kinds.
 */
public final class Gradient {

  /** The length of a block of a sparse gradient: a cache line of floats. */
  public static final int BLOCK = 16;

  private final Parameters parameters;
  private final float[] values;
  private final boolean sparse;
  private final boolean[] marked;
  private final int[] blocks;
  private int count;

  Gradient(Parameters parameters, boolean sparse) {
    this.parameters = parameters;
    this.values = new float[parameters.size()];
    this.sparse = sparse;
    int most = sparse ? (values.length + BLOCK - 1) / BLOCK : 0;
    this.marked = new boolean[most];
    this.blocks = new int[most];
  }

  /** The parameters whose layout this gradient has. */
  public Parameters parameters() {
    return parameters;
  }

  /** All values, laid out as {@link Parameters#values()}; live, not a copy. */
  public float[] values() {
    return values;
  }

  /** Whether what is not marked counts as zero. */
  public boolean isSparse() {
    return sparse;
  }

  /**
   * Tells a sparse gradient that the values {@code from} (inclusive) to {@code to} (exclusive) are
   * touched; nothing to a dense one.
   */
  public void mark(int from, int to) {
    if (!sparse || from >= to) {
      return;
    }
    for (int block = from / BLOCK; block <= (to - 1) / BLOCK; block++) {
      if (!marked[block]) {
        marked[block] = true;
        blocks[count++] = block;
      }
    }
  }

  /** The number of ranges of values that may be other than zero: one, of all, in a dense one. */
  public int ranges() {
    return sparse ? count : 1;
  }

  /** The first value of a range. */
  public int rangeFrom(int range) {
    return sparse ? blocks[range] * BLOCK : 0;
  }

  /** The value after the last of a range. */
  public int rangeTo(int range) {
    return sparse ? Math.min(values.length, (blocks[range] + 1) * BLOCK) : values.length;
  }

  /** Sets every value to zero. */
  public void clear() {
    for (int range = 0; range < ranges(); range++) {
      Arrays.fill(values, rangeFrom(range), rangeTo(range), 0f);
    }
    for (int i = 0; i < count; i++) {
      marked[blocks[i]] = false;
    }
    count = 0;
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
    for (int range = 0; range < other.ranges(); range++) {
      int from = other.rangeFrom(range);
      int to = other.rangeTo(range);
      mark(from, to);
      Vectors.add(to - from, values, from, other.values, from, values, from);
    }
  }

  /** Multiplies every value by {@code factor}. */
  public void scale(double factor) {
    for (int range = 0; range < ranges(); range++) {
      int from = rangeFrom(range);
      Vectors.scale(rangeTo(range) - from, (float) factor, values, from, values, from);
    }
  }

  /** The Euclidean norm. */
  public double norm() {
    double sum = 0;
    for (int range = 0; range < ranges(); range++) {
      int from = rangeFrom(range);
      sum += Vectors.sumOfSquares(rangeTo(range) - from, values, from);
    }
    return Math.sqrt(sum);
  }
}
