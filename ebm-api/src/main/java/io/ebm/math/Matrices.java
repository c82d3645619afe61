package io.ebm.math;

/** Moves row-major matrices of floats; see {@link Gemm} for how they lie in arrays. */
public final class Matrices {

  private static final TransposeKernel KERNEL = Backend.CHOSEN.transpose();

  private Matrices() {}

  /**
   * Copies the transposed of A.
   *
   * @param a holds A as rows × columns
   * @param out receives the transposed, columns × rows; not the array of A
   * @throws IllegalArgumentException for a negative extent or a leading dimension that is too small
   * @throws IndexOutOfBoundsException where a matrix does not fit into its array
   */
  public static void transpose(
      int rows, int columns, float[] a, int aOffset, int lda, float[] out, int outOffset, int ldo) {
    Gemm.check(rows, columns, a, aOffset, lda);
    Gemm.check(columns, rows, out, outOffset, ldo);
    KERNEL.transpose(rows, columns, a, aOffset, lda, out, outOffset, ldo);
  }
}
