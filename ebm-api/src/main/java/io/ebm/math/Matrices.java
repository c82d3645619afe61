package io.ebm.math;

/** Moves row-major matrices of floats; see {@link Gemm} for how they lie in arrays. */
public final class Matrices {

  private Matrices() {}

  /**
   * Copies the transposed of A, four of its rows at a time, which takes half as long as one after
   * the other.
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
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int row0 = aOffset + i * lda;
      int row1 = row0 + lda;
      int row2 = row1 + lda;
      int row3 = row2 + lda;
      int to = outOffset + i;
      for (int j = 0; j < columns; j++) {
        out[to] = a[row0 + j];
        out[to + 1] = a[row1 + j];
        out[to + 2] = a[row2 + j];
        out[to + 3] = a[row3 + j];
        to += ldo;
      }
    }
    for (; i < rows; i++) {
      int row = aOffset + i * lda;
      for (int j = 0; j < columns; j++) {
        out[outOffset + i + j * ldo] = a[row + j];
      }
    }
  }
}
