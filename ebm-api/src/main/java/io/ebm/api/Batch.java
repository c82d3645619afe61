package io.ebm.api;

import java.util.Arrays;
import java.util.Objects;

/**
 * A block of {@code size × dim} floats, row-major and contiguous: row {@code i} is configuration
 * {@code i} and lies at {@code offset() + i * dim()} of {@link #array()}.
 *
 * <p>A batch is a view: {@link #slice} and {@link #of} copy nothing. It is mutable and not
 * thread-safe; different threads may work on slices that do not overlap.
 *
 * <p>Discrete states are floats too: 0 and 1 for {@link StateSpace.Binary}, -1 and 1 for {@link
 * StateSpace.Spin}, the level's index for {@link StateSpace.Categorical}.
 */
public final class Batch implements Rows<Batch> {

  private final float[] array;
  private final int offset;
  private final int size;
  private final int dim;

  private Batch(float[] array, int offset, int size, int dim) {
    this.array = array;
    this.offset = offset;
    this.size = size;
    this.dim = dim;
  }

  /**
   * A new batch of zeros.
   *
   * @throws IllegalArgumentException if {@code size < 0}, {@code dim < 1} or the product exceeds
   *     the length of an array
   * @throws OutOfMemoryError if they are more than the heap can hold, saying what they take
   */
  public static Batch allocate(int size, int dim) {
    checkShape(size, dim);
    Sizes.require(size + " rows of " + dim + " numbers", (double) Float.BYTES * size * dim);
    return new Batch(new float[size * dim], 0, size, dim);
  }

  /**
   * A view of {@code size} rows of {@code dim} floats in {@code array}, which is not copied.
   *
   * @throws IllegalArgumentException if the rows do not fit into the array
   */
  public static Batch of(float[] array, int offset, int size, int dim) {
    checkShape(size, dim);
    Objects.checkFromIndexSize(offset, size * dim, array.length);
    return new Batch(array, offset, size, dim);
  }

  /**
   * A view of a whole array as rows of {@code dim} floats.
   *
   * @throws IllegalArgumentException if the length is not a multiple of {@code dim}
   */
  public static Batch of(float[] array, int dim) {
    if (dim < 1 || array.length % dim != 0) {
      throw new IllegalArgumentException(
          "an array of length " + array.length + " has no whole rows of " + dim + " floats");
    }
    return new Batch(array, 0, array.length / dim, dim);
  }

  private static void checkShape(int size, int dim) {
    if (size < 0 || dim < 1) {
      throw new IllegalArgumentException("no batch of " + size + " rows of " + dim + " floats");
    }
    if ((long) size * dim > Sizes.MOST) {
      Sizes.product(size + " rows of " + dim + " numbers", size, dim); // which says so
    }
  }

  /** The backing array; rows of other views may lie in it. */
  public float[] array() {
    return array;
  }

  /** Where row 0 begins in {@link #array()}. */
  public int offset() {
    return offset;
  }

  /** Where row {@code row} begins in {@link #array()}; the row is not checked. */
  public int offset(int row) {
    return offset + row * dim;
  }

  @Override
  public int size() {
    return size;
  }

  /** The number of floats of a row, at least 1. */
  public int dim() {
    return dim;
  }

  /** The number of floats of all rows. */
  public int length() {
    return size * dim;
  }

  /** The float in column {@code column} of row {@code row}. */
  public float get(int row, int column) {
    Objects.checkIndex(row, size);
    Objects.checkIndex(column, dim);
    return array[offset + row * dim + column];
  }

  /** Sets the float in column {@code column} of row {@code row}. */
  public void set(int row, int column, float value) {
    Objects.checkIndex(row, size);
    Objects.checkIndex(column, dim);
    array[offset + row * dim + column] = value;
  }

  @Override
  public Batch slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return new Batch(array, offset + from * dim, to - from, dim);
  }

  /**
   * Copies the floats of {@code source} into this batch.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public void copyFrom(Batch source) {
    if (source.size != size || source.dim != dim) {
      throw new IllegalArgumentException("cannot copy " + source + " into " + this);
    }
    System.arraycopy(source.array, source.offset, array, offset, length());
  }

  /** Copies row {@code sourceRow} of {@code source} into row {@code row} of this batch. */
  public void copyRow(int row, Batch source, int sourceRow) {
    Objects.checkIndex(row, size);
    Objects.checkIndex(sourceRow, source.size);
    System.arraycopy(source.array, source.offset(sourceRow), array, offset(row), dim);
  }

  /** Sets every float of this view. */
  public void fill(float value) {
    Arrays.fill(array, offset, offset + length(), value);
  }

  /** A new batch with a copy of these rows. */
  public Batch copy() {
    return new Batch(Arrays.copyOfRange(array, offset, offset + length()), 0, size, dim);
  }

  /** The shape, as in {@code Batch[64 × 784]}. */
  @Override
  public String toString() {
    return "Batch[" + size + " × " + dim + "]";
  }
}
