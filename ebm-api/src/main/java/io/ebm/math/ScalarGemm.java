package io.ebm.math;

import java.util.Arrays;

/** {@link Gemm} in plain loops, whose innermost ones the compiler turns into vector code. */
final class ScalarGemm implements GemmKernels {

  @Override
  public void nn(
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
    product(m, n, k, a, aOffset, lda, 1, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }

  @Override
  public void nt(
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
    for (int i = 0; i < m; i++) {
      int row = aOffset + i * lda;
      for (int j = 0; j < n; j++) {
        float sum = dot(k, a, row, b, bOffset + j * ldb);
        int at = cOffset + i * ldc + j;
        c[at] = accumulate ? c[at] + sum : sum;
      }
    }
  }

  @Override
  public void tn(
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
    product(m, n, k, a, aOffset, 1, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }

  /** Row i of C is a combination of the rows of B, four of them in one pass. */
  private static void product(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    for (int i = 0; i < m; i++) {
      int to = cOffset + i * ldc;
      if (!accumulate) {
        Arrays.fill(c, to, to + n, 0f);
      }
      int at = aOffset + i * aRow;
      int p = 0;
      for (; p + 4 <= k; p += 4, at += 4 * aColumn) {
        combine(
            n,
            a[at],
            a[at + aColumn],
            a[at + 2 * aColumn],
            a[at + 3 * aColumn],
            b,
            bOffset + p * ldb,
            ldb,
            c,
            to);
      }
      for (; p < k; p++, at += aColumn) {
        float factor = a[at];
        int from = bOffset + p * ldb;
        for (int j = 0; j < n; j++) {
          c[to + j] += factor * b[from + j];
        }
      }
    }
  }

  private static void combine(
      int n,
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b,
      int from,
      int ldb,
      float[] c,
      int to) {
    int from1 = from + ldb;
    int from2 = from1 + ldb;
    int from3 = from2 + ldb;
    for (int j = 0; j < n; j++) {
      c[to + j] += a0 * b[from + j] + a1 * b[from1 + j] + (a2 * b[from2 + j] + a3 * b[from3 + j]);
    }
  }

  private static float dot(int k, float[] a, int aOffset, float[] b, int bOffset) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = 0;
    for (; p + 4 <= k; p += 4) {
      s0 += a[aOffset + p] * b[bOffset + p];
      s1 += a[aOffset + p + 1] * b[bOffset + p + 1];
      s2 += a[aOffset + p + 2] * b[bOffset + p + 2];
      s3 += a[aOffset + p + 3] * b[bOffset + p + 3];
    }
    for (; p < k; p++) {
      s0 += a[aOffset + p] * b[bOffset + p];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
