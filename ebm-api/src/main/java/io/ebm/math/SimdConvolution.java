package io.ebm.math;

import jdk.incubator.vector.FloatVector;

/**
 * {@link ConvolutionKernels} with the Vector API. A chunk is a register. A few rows of C by a few
 * chunks stay in registers while k runs: of the matrix product that this is nothing is copied
 * together, as the rows of B are read where they lie, by their shifts.
 */
final class SimdConvolution implements ConvolutionKernels {

  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  /** AVX2 has 16 registers, the others 32. */
  private static final boolean MANY_REGISTERS = L != 8;

  /** Chunks of a tile. */
  private static final int WIDTH = MANY_REGISTERS ? 4 : 2;

  /**
   * Rows of B at most before the next rows of A, so that what these read of B is in the first-level
   * cache.
   */
  private static final int DEPTH = 192;

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
      int end = j + 1;
      while (end < chunks && from[end] - from[end - 1] == L) {
        end++;
      }
      // Tiles of chunks that lie together in B are much faster than others, even where some chunks
      // are done twice.
      boolean together = MANY_REGISTERS && end - j >= WIDTH;
      if (together) {
        for (; j < end; j += WIDTH) {
          // The last tile begins further left: what is done already is done again.
          int first = Math.min(j, end - WIDTH);
          tile(true, m, k, a, aAt, lda, b, bAt, shifts, first, chunks, from, c, cAt, ldc, to);
        }
        j = end;
      } else {
        int first = Math.max(0, Math.min(j, chunks - WIDTH));
        tile(false, m, k, a, aAt, lda, b, bAt, shifts, first, chunks, from, c, cAt, ldc, to);
        j = first + WIDTH;
      }
    }
  }

  /** All rows of A by the chunks from j on, as many as a tile has. */
  private static void tile(
      boolean together,
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int[] shifts,
      int j,
      int chunks,
      int[] from,
      float[] c,
      int cAt,
      int ldc,
      int[] to) {
    // With few chunks some stand twice in a tile, where a second part of k would be added twice.
    int blocks = chunks < WIDTH ? 1 : (k + DEPTH - 1) / DEPTH;
    int depth = (k + blocks - 1) / blocks;
    int last = chunks - 1;
    int j1 = Math.min(j + 1, last);
    int j2 = Math.min(j + 2, last);
    int j3 = Math.min(j + 3, last);
    for (int p = 0; p < k; p += depth) {
      int terms = Math.min(depth, k - p);
      if (!MANY_REGISTERS) {
        pairs(
            m,
            terms,
            a,
            aAt + p,
            lda,
            b,
            shifts,
            p,
            bAt + from[j],
            bAt + from[j1],
            c,
            cAt + to[j],
            cAt + to[j1],
            ldc,
            p > 0);
      } else if (together) {
        together(
            m,
            terms,
            a,
            aAt + p,
            lda,
            b,
            shifts,
            p,
            bAt + from[j],
            c,
            cAt + to[j],
            cAt + to[j1],
            cAt + to[j2],
            cAt + to[j3],
            ldc,
            p > 0);
      } else {
        apart(
            m,
            terms,
            a,
            aAt + p,
            lda,
            b,
            shifts,
            p,
            bAt + from[j],
            bAt + from[j1],
            bAt + from[j2],
            bAt + from[j3],
            c,
            cAt + to[j],
            cAt + to[j1],
            cAt + to[j2],
            cAt + to[j3],
            ldc,
            p > 0);
      }
    }
  }

  private static void together(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int bAt,
      float[] c,
      int to0,
      int to1,
      int to2,
      int to3,
      int ldc,
      boolean add) {
    int i = 0;
    int row = 0;
    for (; i + 4 <= m; i += 4) {
      SimdConvolutionTiles.rows4(
          k,
          a,
          aAt + i * lda,
          lda,
          b,
          shifts,
          shiftsAt,
          bAt,
          c,
          to0 + row,
          to1 + row,
          to2 + row,
          to3 + row,
          ldc,
          add);
      row += 4 * ldc;
    }
    if (m - i == 3) {
      SimdConvolutionFewRows.rows3(
          k,
          a,
          aAt + i * lda,
          lda,
          b,
          shifts,
          shiftsAt,
          bAt,
          c,
          to0 + row,
          to1 + row,
          to2 + row,
          to3 + row,
          ldc,
          add);
    } else if (i < m) {
      rest(
          m - i,
          k,
          a,
          aAt + i * lda,
          lda,
          b,
          shifts,
          shiftsAt,
          bAt,
          bAt + L,
          bAt + 2 * L,
          bAt + 3 * L,
          c,
          to0 + row,
          to1 + row,
          to2 + row,
          to3 + row,
          ldc,
          add);
    }
  }

  private static void apart(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int b0,
      int b1,
      int b2,
      int b3,
      float[] c,
      int to0,
      int to1,
      int to2,
      int to3,
      int ldc,
      boolean add) {
    int i = 0;
    int row = 0;
    for (; i + 4 <= m; i += 4) {
      SimdConvolutionTiles.rows4Apart(
          k,
          a,
          aAt + i * lda,
          lda,
          b,
          shifts,
          shiftsAt,
          b0,
          b1,
          b2,
          b3,
          c,
          to0 + row,
          to1 + row,
          to2 + row,
          to3 + row,
          ldc,
          add);
      row += 4 * ldc;
    }
    if (i < m) {
      rest(
          m - i,
          k,
          a,
          aAt + i * lda,
          lda,
          b,
          shifts,
          shiftsAt,
          b0,
          b1,
          b2,
          b3,
          c,
          to0 + row,
          to1 + row,
          to2 + row,
          to3 + row,
          ldc,
          add);
    }
  }

  /** One to three rows. */
  private static void rest(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int b0,
      int b1,
      int b2,
      int b3,
      float[] c,
      int to0,
      int to1,
      int to2,
      int to3,
      int ldc,
      boolean add) {
    if (m == 3) {
      SimdConvolutionFewRows.rows3Apart(
          k, a, aAt, lda, b, shifts, shiftsAt, b0, b1, b2, b3, c, to0, to1, to2, to3, ldc, add);
    } else if (m == 2) {
      SimdConvolutionFewRows.rows2(
          k, a, aAt, lda, b, shifts, shiftsAt, b0, b1, b2, b3, c, to0, to1, to2, to3, ldc, add);
    } else {
      SimdConvolutionFewRows.rows1(
          k, a, aAt, lda, b, shifts, shiftsAt, b0, b1, b2, b3, c, to0, to1, to2, to3, ldc, add);
    }
  }

  private static void pairs(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int b0,
      int b1,
      float[] c,
      int to0,
      int to1,
      int ldc,
      boolean add) {
    int i = 0;
    int row = 0;
    for (; i + 4 <= m; i += 4) {
      SimdConvolutionPairs.rows4(
          k, a, aAt + i * lda, lda, b, shifts, shiftsAt, b0, b1, c, to0 + row, to1 + row, ldc, add);
      row += 4 * ldc;
    }
    if (i + 2 <= m) {
      SimdConvolutionPairs.rows2(
          k, a, aAt + i * lda, lda, b, shifts, shiftsAt, b0, b1, c, to0 + row, to1 + row, ldc, add);
      i += 2;
      row += 2 * ldc;
    }
    if (i < m) {
      SimdConvolutionPairs.rows1(
          k, a, aAt + i * lda, lda, b, shifts, shiftsAt, b0, b1, c, to0 + row, to1 + row, ldc, add);
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
    if (m <= SimdConvolutionGradient.FEW || k <= SimdConvolutionGradient.SHORT) {
      SimdConvolutionGradient.dots(
          m, k, a, aAt, lda, b, bAt, shifts, chunks, from, c, cAt, ldc, to);
    } else {
      SimdConvolutionGradient.panels(
          m, k, a, aAt, lda, b, bAt, shifts, chunks, from, c, cAt, ldc, to);
    }
  }
}
