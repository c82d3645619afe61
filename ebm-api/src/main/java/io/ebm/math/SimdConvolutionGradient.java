package io.ebm.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * {@link ConvolutionKernels#gradient} with the Vector API, in two ways. Many sums: C is transposed,
 * a panel of it at a time, and the product is one of rows of B, which are contiguous, with that.
 * Few: inner products, whose lanes are added up at the end.
 */
final class SimdConvolutionGradient {

  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  private static final boolean MANY_REGISTERS = L != 8;

  /** Up to so many rows of C, or of B, inner products are faster. */
  static final int FEW = 3;

  static final int SHORT = 32;

  /** Columns of a panel, and of the ones for what is left. */
  private static final int WIDE = (MANY_REGISTERS ? 4 : 2) * L;

  private static final int SLIM = 2 * L;

  /** Rows of a panel at most. */
  private static final int DEPTH = 144;

  /** Rows of B are taken by so many; the last group is filled up. */
  private static final int GROUP = 8;

  /** Chunks of an inner product at most before others are taken. */
  private static final int PART = 64;

  private SimdConvolutionGradient() {}

  /** The end of the chunks from j on that lie together in both. */
  private static int run(int j, int chunks, int[] from, int[] to) {
    int end = j + 1;
    while (end < chunks && from[end] - from[end - 1] == L && to[end] - to[end - 1] == L) {
      end++;
    }
    return end;
  }

  /** Transposes C. */
  static void panels(
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
    int rows = (k + GROUP - 1) / GROUP * GROUP;
    int ld = (m + L - 1) / L * L;
    try (Scratch scratch = Scratch.open()) {
      float[] sums = scratch.floats(Gemm.ALIGNED + rows * ld);
      float[] panel = scratch.floats(Gemm.ALIGNED + (DEPTH + L) * WIDE);
      int[] starts = scratch.ints(rows);
      Arrays.fill(sums, 0, Gemm.ALIGNED + rows * ld, 0f);
      for (int p = 0; p < rows; p++) {
        starts[p] = bAt + shifts[Math.min(p, k - 1)];
      }
      for (int j = 0; j < chunks; ) {
        int end = run(j, chunks, from, to);
        int parts = ((end - j) * L + DEPTH - 1) / DEPTH;
        int most = (end - j + parts - 1) / parts;
        for (; j < end; j += most) {
          int depth = Math.min(most, end - j) * L;
          int width;
          for (int i = 0; i < ld; i += width) {
            width = ld - i > WIDE - L ? WIDE : ld - i > L ? SLIM : L;
            int height = Math.min(width, m - i);
            Matrices.transpose(
                height, depth, c, cAt + i * ldc + to[j], ldc, panel, Gemm.ALIGNED, width);
            add(rows, depth, b, from[j], starts, width, panel, sums, Gemm.ALIGNED + i, ld);
          }
        }
        j = end;
      }
      for (int i = 0; i < m; i++) {
        for (int p = 0; p < k; p++) {
          a[aAt + i * lda + p] += sums[Gemm.ALIGNED + p * ld + i];
        }
      }
    }
  }

  /** All rows of B by a panel. */
  private static void add(
      int rows,
      int depth,
      float[] b,
      int from,
      int[] starts,
      int width,
      float[] panel,
      float[] sums,
      int sumsAt,
      int ld) {
    int panelAt = Gemm.ALIGNED;
    for (int p = 0; p < rows; p += GROUP) {
      int at = sumsAt + p * ld;
      int b0 = from + starts[p];
      int b1 = from + starts[p + 1];
      int b2 = from + starts[p + 2];
      int b3 = from + starts[p + 3];
      int b4 = from + starts[p + 4];
      int b5 = from + starts[p + 5];
      int b6 = from + starts[p + 6];
      int b7 = from + starts[p + 7];
      if (width == L) {
        SimdConvolutionSums.rows8by1(
            depth, b, b0, b1, b2, b3, b4, b5, b6, b7, panel, panelAt, sums, at, ld);
      } else if (!MANY_REGISTERS) {
        SimdConvolutionSums.rows4by2(depth, b, b0, b1, b2, b3, panel, panelAt, sums, at, ld);
        SimdConvolutionSums.rows4by2(
            depth, b, b4, b5, b6, b7, panel, panelAt, sums, at + 4 * ld, ld);
      } else if (width == SLIM) {
        SimdConvolutionSums.rows8by2(
            depth, b, b0, b1, b2, b3, b4, b5, b6, b7, panel, panelAt, sums, at, ld);
      } else {
        SimdConvolutionSums.rows4by4(depth, b, b0, b1, b2, b3, panel, panelAt, sums, at, ld);
        SimdConvolutionSums.rows4by4(
            depth, b, b4, b5, b6, b7, panel, panelAt, sums, at + 4 * ld, ld);
      }
    }
  }

  /** Inner products. */
  static void dots(
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
    int tile = m == 1 ? 1 : m <= FEW || !MANY_REGISTERS ? 2 : 4;
    int tiles = (m + tile - 1) / tile;
    int columns = (k + 3) / 4;
    int size = tile * 4 * L;
    try (Scratch scratch = Scratch.open()) {
      float[] sums = scratch.floats(Gemm.ALIGNED + tiles * columns * size);
      Arrays.fill(sums, 0, Gemm.ALIGNED + tiles * columns * size, 0f);
      for (int j = 0; j < chunks; j += PART) {
        int end = Math.min(j + PART, chunks);
        for (int i = 0; i < tiles; i++) {
          int last = cAt + (m - 1) * ldc; // what fills up a tile is not used
          int c0 = cAt + i * tile * ldc;
          int c1 = Math.min(c0 + ldc, last);
          int c2 = Math.min(c1 + ldc, last);
          int c3 = Math.min(c2 + ldc, last);
          for (int p = 0; p < columns; p++) {
            int b0 = bAt + shifts[4 * p];
            int b1 = bAt + shifts[Math.min(4 * p + 1, k - 1)];
            int b2 = bAt + shifts[Math.min(4 * p + 2, k - 1)];
            int b3 = bAt + shifts[Math.min(4 * p + 3, k - 1)];
            int at = Gemm.ALIGNED + (i * columns + p) * size;
            if (tile == 4) {
              SimdConvolutionDots.rows4by4(
                  j, end, c, c0, c1, c2, c3, to, b, b0, b1, b2, b3, from, sums, at);
            } else if (tile == 2) {
              SimdConvolutionDots.rows2by4(
                  j, end, c, c0, c1, to, b, b0, b1, b2, b3, from, sums, at);
            } else {
              SimdConvolutionDots.rows1by4(j, end, c, c0, to, b, b0, b1, b2, b3, from, sums, at);
            }
          }
        }
      }
      for (int i = 0; i < m; i++) {
        for (int p = 0; p < k; p++) {
          int tileAt = Gemm.ALIGNED + (i / tile * columns + p / 4) * size;
          int at = tileAt + (i % tile * 4 + p % 4) * L;
          a[aAt + i * lda + p] += sum(sums, at);
        }
      }
    }
  }

  private static float sum(float[] x, int at) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < L; i += 4) {
      s0 += x[at + i];
      s1 += x[at + i + 1];
      s2 += x[at + i + 2];
      s3 += x[at + i + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
