package io.ebm.math;

/**
 * Products of row-major matrices of floats on one thread. A matrix of {@code r × c} floats at
 * {@code offset} with leading dimension {@code ld >= c} has element {@code (i, j)} at {@code offset
 * + i * ld + j}. Every extent may be 0; with {@code k = 0} the product is zero. The result must not
 * overlap an operand.
 *
 * <p>The last argument chooses between {@code C = product} (false; what C held does not matter, not
 * even a NaN) and {@code C += product} (true). Elements are summed in single precision in an order
 * that depends on the extents and the machine.
 *
 * <p>All methods throw {@link IndexOutOfBoundsException} where a matrix does not fit into its
 * array, and {@link IllegalArgumentException} for a negative extent or a leading dimension that is
 * too small.
 */
public final class Gemm {

  /**
   * Where floats begin in an array that lie in whole lines of the cache: behind the array's header
   * of 16 bytes and these floats lies a multiple of 64 bytes. Where objects begin at such multiples
   * too ({@code -XX:ObjectAlignmentInBytes=64}), no load of a vector crosses a line, which would
   * cost two.
   */
  static final int ALIGNED = 12;

  private static final GemmKernels KERNELS = Backend.CHOSEN.gemm();

  private Gemm() {}

  /** {@code C = A · B}: {@code a} holds A as m × k, {@code b} holds B as k × n, C is m × n. */
  public static void nn(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    check(m, k, a, aOffset, lda);
    check(k, n, b, bOffset, ldb);
    check(m, n, c, cOffset, ldc);
    KERNELS.nn(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }

  /** {@code C = A · Bᵀ}: {@code a} holds A as m × k, {@code b} holds B as n × k, C is m × n. */
  public static void nt(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    check(m, k, a, aOffset, lda);
    check(n, k, b, bOffset, ldb);
    check(m, n, c, cOffset, ldc);
    KERNELS.nt(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }

  /** {@code C = Aᵀ · B}: {@code a} holds A as k × m, {@code b} holds B as k × n, C is m × n. */
  public static void tn(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    check(k, m, a, aOffset, lda);
    check(k, n, b, bOffset, ldb);
    check(m, n, c, cOffset, ldc);
    KERNELS.tn(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }

  static void check(int rows, int columns, float[] array, int offset, int ld) {
    if (rows < 0 || columns < 0 || ld < columns) {
      throw new IllegalArgumentException(
          "no matrix of " + rows + " × " + columns + " with leading dimension " + ld);
    }
    if (rows > 0 && columns > 0) {
      long extent = (rows - 1L) * ld + columns;
      if (offset < 0 || extent > array.length - (long) offset) {
        throw new IndexOutOfBoundsException(
            String.format(
                "%d × %d floats with leading dimension %d at %d do not fit into an array of %d",
                rows, columns, ld, offset, array.length));
      }
    }
  }
}
