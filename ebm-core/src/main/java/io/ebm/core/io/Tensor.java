package io.ebm.core.io;

import java.util.List;

/**
 * A named array of numbers with a shape, row-major. The numbers are not copied on the way in or
 * out: whoever makes a tensor gives its array away.
 */
public final class Tensor {

  /** The types of numbers, under their names in safetensors. */
  public enum Type {
    /** {@code double}. */
    F64(Double.BYTES),
    /** {@code long}. */
    I64(Long.BYTES),
    /** {@code float}. */
    F32(Float.BYTES),
    /** {@code int}. */
    I32(Integer.BYTES);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** The size of one number. */
    public int bytes() {
      return bytes;
    }
  }

  private final String name;
  private final List<Integer> shape;
  private final Type type;
  private final Object data;

  private Tensor(String name, List<Integer> shape, Type type, Object data, int length) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.type = type;
    this.data = data;
    if (count(this.shape) != length) {
      throw new IllegalArgumentException(
          "tensor '" + name + "' of shape " + shape + " has " + length + " values");
    }
  }

  /**
   * A tensor of floats.
   *
   * @param shape the extents, each at least 0; empty for a scalar
   * @throws IllegalArgumentException if the array does not have the shape's length
   */
  public static Tensor of(String name, List<Integer> shape, float[] data) {
    return new Tensor(name, shape, Type.F32, data, data.length);
  }

  /** A tensor of doubles; as {@link #of(String, List, float[])}. */
  public static Tensor of(String name, List<Integer> shape, double[] data) {
    return new Tensor(name, shape, Type.F64, data, data.length);
  }

  /** A tensor of longs; as {@link #of(String, List, float[])}. */
  public static Tensor of(String name, List<Integer> shape, long[] data) {
    return new Tensor(name, shape, Type.I64, data, data.length);
  }

  /** A tensor of ints; as {@link #of(String, List, float[])}. */
  public static Tensor of(String name, List<Integer> shape, int[] data) {
    return new Tensor(name, shape, Type.I32, data, data.length);
  }

  /** The number of values of a shape, or -1 if an array cannot hold them. */
  static long count(List<Integer> shape) {
    long count = 1;
    for (int extent : shape) {
      count *= extent;
      if (extent < 0 || count > Integer.MAX_VALUE - 8) {
        return -1;
      }
    }
    return count;
  }

  /** The name; any text but {@code __metadata__}. */
  public String name() {
    return name;
  }

  /** The extents; empty for a scalar. */
  public List<Integer> shape() {
    return shape;
  }

  /** The type of the values. */
  public Type type() {
    return type;
  }

  /** The number of values. */
  public int length() {
    return (int) count(shape);
  }

  /**
   * The values.
   *
   * @throws IllegalArgumentException if they are not {@link Type#F32}
   */
  public float[] floats() {
    return data(Type.F32, float[].class);
  }

  /**
   * The values.
   *
   * @throws IllegalArgumentException if they are not {@link Type#F64}
   */
  public double[] doubles() {
    return data(Type.F64, double[].class);
  }

  /**
   * The values.
   *
   * @throws IllegalArgumentException if they are not {@link Type#I64}
   */
  public long[] longs() {
    return data(Type.I64, long[].class);
  }

  /**
   * The values.
   *
   * @throws IllegalArgumentException if they are not {@link Type#I32}
   */
  public int[] ints() {
    return data(Type.I32, int[].class);
  }

  private <A> A data(Type wanted, Class<A> array) {
    if (type != wanted) {
      throw new IllegalArgumentException("tensor '" + name + "' holds " + type + ", not " + wanted);
    }
    return array.cast(data);
  }

  /** Name, type and shape, as in {@code weights F32 [784, 500]}. */
  @Override
  public String toString() {
    return name + " " + type + " " + shape;
  }
}
