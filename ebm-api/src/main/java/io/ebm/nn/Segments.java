package io.ebm.nn;

import java.util.Arrays;

/**
 * Where the positions of each state of a tile lie among the columns of an {@link Axis}; of links
 * and pairs also what they join. Belongs to one {@link Run}.
 */
public final class Segments {

  /** What the columns are a multiple of, so that no column depends on what else is there. */
  static final int MULTIPLE = 64;

  private int[] starts = new int[33];
  private int rows;
  private int[] from = {};
  private int[] to = {};

  Segments() {}

  /** Begins a tile: no states yet. */
  void clear() {
    rows = 0;
  }

  /** Adds a state of so many positions, 0 or more. */
  public void add(int length) {
    if (rows + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[rows + 1] = starts[rows] + length;
    rows++;
  }

  /** Adds a position, to the state that {@link #add} is called for next, that joins two columns. */
  public void join(int position, int first, int second) {
    if (position >= from.length) {
      int size = Math.max(64, 2 * position);
      from = Arrays.copyOf(from, size);
      to = Arrays.copyOf(to, size);
    }
    from[position] = first;
    to[position] = second;
  }

  /** How many states there are. */
  public int rows() {
    return rows;
  }

  /** The first column of a state. */
  public int start(int row) {
    return starts[row];
  }

  /** How many positions a state has. */
  public int length(int row) {
    return starts[row + 1] - starts[row];
  }

  /** How many positions there are in all. */
  public int positions() {
    return starts[rows];
  }

  /** How many columns there are: the positions, rounded up. */
  public int columns() {
    return columns(positions());
  }

  /** Whole panels of products; but not two, of which products have shorter sums. */
  static int columns(int positions) {
    int panels = Math.max(1, (positions + MULTIPLE - 1) / MULTIPLE);
    return (panels == 2 ? 3 : panels) * MULTIPLE;
  }

  /** Of links and pairs: the column, of the axis that they join, that a position comes from. */
  public int from(int position) {
    return from[position];
  }

  /** Of links and pairs: the column that a position leads to. */
  public int to(int position) {
    return to[position];
  }

  /**
   * Fills the columns behind the positions, which no state has: with copies of the last one, so
   * that no function meets what is no value; or with zeros, as slopes and derivatives must be
   * there.
   *
   * @param at where the first of the rows lies
   * @param rows how many rows of {@link #columns} there are
   */
  public void pad(float[] memory, int at, int rows, boolean copies) {
    int columns = columns();
    int used = positions();
    for (int row = at; used < columns && row < at + rows * columns; row += columns) {
      float value = copies && used > 0 ? memory[row + used - 1] : 0f;
      Arrays.fill(memory, row + used, row + columns, value);
    }
  }
}
