package io.ebm.math;

import java.util.Arrays;
import java.util.Objects;

/**
 * Sums and reductions of vectors of floats: {@code n} elements from an offset each. An output may
 * be the same array at the same offset as an input, or not overlap it. Reductions add short runs of
 * floats and the runs in double precision; their last bits depend on the machine, not on the
 * offset.
 *
 * <p>All methods throw {@link IndexOutOfBoundsException} where a range does not fit its array.
 */
public final class Vectors {

  private static final VectorKernels KERNELS = Backend.CHOSEN.vectors();

  private Vectors() {}

  /**
   * {@code out += Σ_i table[starts_i …]}: adds rows of a table.
   *
   * @param width the length of a row
   * @param count how many rows
   * @param starts where they begin in the table, from {@code startsAt} on
   */
  public static void addRows(
      int width, int count, int[] starts, int startsAt, float[] table, float[] out, int outAt) {
    checkRows(width, count, starts, startsAt, table);
    Objects.checkFromIndexSize(outAt, width, out.length);
    KERNELS.addRows(width, count, starts, startsAt, table, out, outAt);
  }

  /**
   * {@code table[starts_i …] += row} for every i: adds a row to rows of a table, in their order.
   *
   * @param width the length of a row
   * @param count how many rows of the table
   * @param starts where they begin in the table, from {@code startsAt} on
   */
  public static void addToRows(
      int width, int count, int[] starts, int startsAt, float[] row, int rowAt, float[] table) {
    checkRows(width, count, starts, startsAt, table);
    Objects.checkFromIndexSize(rowAt, width, row.length);
    KERNELS.addToRows(width, count, starts, startsAt, row, rowAt, table);
  }

  private static void checkRows(int width, int count, int[] starts, int startsAt, float[] table) {
    Objects.checkFromIndexSize(startsAt, count, starts.length);
    for (int i = startsAt; i < startsAt + count; i++) {
      Objects.checkFromIndexSize(starts[i], width, table.length);
    }
  }

  /** {@code y += factor · x}. */
  public static void axpy(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    KERNELS.axpy(n, factor, x, xOffset, y, yOffset);
  }

  /**
   * {@code z += a · x + b · y} in one pass: a Langevin step with {@code x} the gradient, {@code a =
   * -ε}, {@code y} standard normal noise and {@code b = √(2ε)}.
   */
  public static void addScaled(
      int n,
      float a,
      float[] x,
      int xOffset,
      float b,
      float[] y,
      int yOffset,
      float[] z,
      int zOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    Objects.checkFromIndexSize(zOffset, n, z.length);
    KERNELS.addScaled(n, a, x, xOffset, b, y, yOffset, z, zOffset);
  }

  /** {@code y = factor · x}. */
  public static void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    KERNELS.scale(n, factor, x, xOffset, y, yOffset);
  }

  /** {@code z = x + y}. */
  public static void add(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    Objects.checkFromIndexSize(zOffset, n, z.length);
    KERNELS.add(n, x, xOffset, y, yOffset, z, zOffset);
  }

  /** {@code z = x · y}, element by element. */
  public static void multiply(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    Objects.checkFromIndexSize(zOffset, n, z.length);
    KERNELS.multiply(n, x, xOffset, y, yOffset, z, zOffset);
  }

  /** {@code y += value}. */
  public static void addConstant(int n, float value, float[] y, int yOffset) {
    Objects.checkFromIndexSize(yOffset, n, y.length);
    KERNELS.addConstant(n, value, y, yOffset);
  }

  /** {@code z += x · y}, element by element. */
  public static void addProduct(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    Objects.checkFromIndexSize(zOffset, n, z.length);
    KERNELS.addProduct(n, x, xOffset, y, yOffset, z, zOffset);
  }

  /** {@code z += factor · w · x · y}, element by element. */
  public static void addProduct(
      int n,
      float factor,
      float[] w,
      int wOffset,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] z,
      int zOffset) {
    Objects.checkFromIndexSize(wOffset, n, w.length);
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    Objects.checkFromIndexSize(zOffset, n, z.length);
    KERNELS.addProduct(n, factor, w, wOffset, x, xOffset, y, yOffset, z, zOffset);
  }

  /** {@code y = value}. */
  public static void fill(int n, float value, float[] y, int yOffset) {
    Objects.checkFromIndexSize(yOffset, n, y.length);
    Arrays.fill(y, yOffset, yOffset + n, value);
  }

  /** {@code Σ x_i y_i}. */
  public static double dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    return KERNELS.dot(n, x, xOffset, y, yOffset);
  }

  /** {@code Σ x_i}. */
  public static double sum(int n, float[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    return KERNELS.sum(n, x, xOffset);
  }

  /** {@code Σ x_i²}. */
  public static double sumOfSquares(int n, float[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    return KERNELS.dot(n, x, xOffset, x, xOffset);
  }

  /** The greatest element; NaN where there is one, negative infinity where {@code n = 0}. */
  public static float max(int n, float[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    return KERNELS.max(n, x, xOffset);
  }

  /** {@code log Σ exp(x_i)} without overflow; negative infinity where {@code n = 0}. */
  public static double logSumExp(int n, float[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    float max = KERNELS.max(n, x, xOffset);
    if (Float.isNaN(max) || Float.isInfinite(max)) {
      return max;
    }
    return max + Math.log(KERNELS.sumOfExp(n, x, xOffset, max));
  }
}
