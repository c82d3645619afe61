package io.ebm.math;

/** {@link Matrices} in plain Java. */
final class ScalarTranspose implements TransposeKernel {

  @Override
  public void transpose(
      int rows, int columns, float[] a, int aOffset, int lda, float[] out, int outOffset, int ldo) {
    part(rows, columns, a, aOffset, lda, out, outOffset, ldo);
  }

  /** Four rows at a time, which takes half as long as one after the other. */
  static void part(
      int rows, int columns, float[] a, int aOffset, int lda, float[] out, int outOffset, int ldo) {
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
