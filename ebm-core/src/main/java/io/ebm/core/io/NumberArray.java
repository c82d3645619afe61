package io.ebm.core.io;

import java.lang.reflect.Array;
import java.util.List;

/**
 * An array of numbers as a file holds them: as wide as there, row-major, with a shape. The backing
 * arrays are not copied.
 */
@SuppressWarnings("ArrayRecordComponent") // storage that is handed on, never compared
public sealed interface NumberArray {

  /** The extents; empty for a scalar. */
  List<Integer> shape();

  /** The number of values. */
  int length();

  /** The value at a flat index; 64-bit integers beyond 2^53 are rounded. */
  double get(int index);

  /** The array that the values lie in, as its elements' type has it. */
  Object values();

  /**
   * Transposes every row of {@code height · width} values, a matrix, in place. The shape is not
   * changed.
   */
  default void transposeRows(int height, int width) {
    int size = height * width;
    Object row = Array.newInstance(values().getClass().getComponentType(), size);
    for (int from = 0; from + size <= length(); from += size) {
      System.arraycopy(values(), from, row, 0, size);
      for (int j = 0; j < width; j++) {
        for (int i = 0; i < height; i++) {
          System.arraycopy(row, i * width + j, values(), from + j * height + i, 1);
        }
      }
    }
  }

  /** Unsigned bytes, {@code 0 … 255}. */
  record UnsignedBytes(List<Integer> shape, byte[] values) implements NumberArray {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index] & 0xff;
    }
  }

  /** Signed integers of up to 32 bits. */
  record Ints(List<Integer> shape, int[] values) implements NumberArray {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }
  }

  /** Signed integers of 64 bits. */
  record Longs(List<Integer> shape, long[] values) implements NumberArray {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }
  }

  /** Floats. */
  record Floats(List<Integer> shape, float[] values) implements NumberArray {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }
  }

  /** Doubles. */
  record Doubles(List<Integer> shape, double[] values) implements NumberArray {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }
  }
}
