package io.ebm.math;

import java.util.Arrays;

/** {@link ConvolutionKernels} in plain loops over chunks that lie together in both operands. */
final class ScalarConvolution implements ConvolutionKernels {

  private static final int L = 16;

  @Override
  public int lanes() {
    return L;
  }

  @Override
  public void product(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int[] shifts,
      int chunks,
      int[] from,
      float[] c,
      int cAt,
      int ldc,
      int[] to) {
    for (int j = 0; j < chunks; ) {
      int end = run(j, chunks, from, to);
      int length = (end - j) * L;
      int source = bAt + from[j];
      for (int i = 0; i < m; i++) {
        int target = cAt + i * ldc + to[j];
        Arrays.fill(c, target, target + length, 0f);
        int p = 0;
        for (; p + 2 <= k; p += 2) {
          int at = aAt + i * lda + p;
          add(length, a[at], a[at + 1], b, source + shifts[p], source + shifts[p + 1], c, target);
        }
        if (p < k) {
          float factor = a[aAt + i * lda + p];
          int at = source + shifts[p];
          for (int s = 0; s < length; s++) {
            c[target + s] += factor * b[at + s];
          }
        }
      }
      j = end;
    }
  }

  private static void add(
      int length, float f0, float f1, float[] b, int at0, int at1, float[] c, int target) {
    for (int s = 0; s < length; s++) {
      c[target + s] += f0 * b[at0 + s] + f1 * b[at1 + s];
    }
  }

  @Override
  public void gradient(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int[] shifts,
      int chunks,
      int[] from,
      float[] c,
      int cAt,
      int ldc,
      int[] to) {
    for (int j = 0; j < chunks; ) {
      int end = run(j, chunks, from, to);
      int length = (end - j) * L;
      int source = bAt + from[j];
      for (int i = 0; i < m; i++) {
        int at = aAt + i * lda;
        int target = cAt + i * ldc + to[j];
        for (int p = 0; p < k; p++) {
          a[at + p] += dot(length, c, target, b, source + shifts[p]);
        }
      }
      j = end;
    }
  }

  /** Lengths are multiples of L. */
  private static float dot(int length, float[] x, int xAt, float[] y, int yAt) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < length; i += 4) {
      s0 += x[xAt + i] * y[yAt + i];
      s1 += x[xAt + i + 1] * y[yAt + i + 1];
      s2 += x[xAt + i + 2] * y[yAt + i + 2];
      s3 += x[xAt + i + 3] * y[yAt + i + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The end of the chunks from j on that lie together. */
  private static int run(int j, int chunks, int[] from, int[] to) {
    int end = j + 1;
    while (end < chunks && from[end] == from[end - 1] + L && to[end] == to[end - 1] + L) {
      end++;
    }
    return end;
  }
}
