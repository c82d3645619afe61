package io.ebm.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link BinaryGemm} with the Vector API: row i of C is the sum of the rows of B that row i of A
 * selects. The rows that are selected are listed once per block of B's rows; panels of B, {@link
 * #K_BLOCK} rows by eight vector registers, are copied together so that they stay in the
 * first-level cache while the lists pass by. Blocks whose ones are not {@link BinaryGemm#few} go to
 * {@link SimdGemm}, as do products too small for a panel.
 */
final class SimdBinaryGemm implements GemmKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int WIDTH = 8 * L;
  private static final int K_BLOCK = 56;

  /** So many of B's rows are listed at once: a part of C stays in a cache for two panels. */
  private static final int LISTED = 2 * K_BLOCK;

  private static final int M_BLOCK = 1024;

  /** With fewer rows, copying a panel costs more than it saves. */
  private static final int FEW_ROWS = 16;

  private final SimdGemm dense = new SimdGemm();

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
    product(m, n, k, a, aOffset, lda, false, b, bOffset, ldb, false, c, cOffset, ldc, accumulate);
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
    product(m, n, k, a, aOffset, lda, false, b, bOffset, ldb, true, c, cOffset, ldc, accumulate);
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
    product(m, n, k, a, aOffset, lda, true, b, bOffset, ldb, false, c, cOffset, ldc, accumulate);
  }

  private void product(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      boolean aTransposed,
      float[] b,
      int bOffset,
      int ldb,
      boolean bTransposed,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    if (m < FEW_ROWS || n < WIDTH) {
      dense(
          m,
          n,
          k,
          a,
          aOffset,
          lda,
          aTransposed,
          b,
          bOffset,
          ldb,
          bTransposed,
          c,
          cOffset,
          ldc,
          accumulate);
      return;
    }
    if (!accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
      }
    }
    int aRow = aTransposed ? 1 : lda;
    int aColumn = aTransposed ? lda : 1;
    for (int i = 0; i < m; i += M_BLOCK) {
      int height = Math.min(M_BLOCK, m - i);
      int cAt = cOffset + i * ldc;
      for (int p = 0; p < k; p += LISTED) {
        int depth = Math.min(LISTED, k - p);
        int aAt = aOffset + i * aRow + p * aColumn;
        int bAt = bOffset + (bTransposed ? p : p * ldb);
        if (!sparse(
            height, n, depth, a, aAt, aRow, aColumn, b, bAt, ldb, bTransposed, c, cAt, ldc)) {
          dense(
              height,
              n,
              depth,
              a,
              aAt,
              lda,
              aTransposed,
              b,
              bAt,
              ldb,
              bTransposed,
              c,
              cAt,
              ldc,
              true);
        }
      }
    }
  }

  private void dense(
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int lda,
      boolean aTransposed,
      float[] b,
      int bAt,
      int ldb,
      boolean bTransposed,
      float[] c,
      int cAt,
      int ldc,
      boolean accumulate) {
    if (aTransposed) {
      dense.tn(m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc, accumulate);
    } else if (bTransposed) {
      dense.nt(m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc, accumulate);
    } else {
      dense.nn(m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc, accumulate);
    }
  }

  /** Adds the product of listed blocks, unless A has too many ones: then nothing is done. */
  private static boolean sparse(
      int m,
      int n,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int ldb,
      boolean transposed,
      float[] c,
      int cAt,
      int ldc) {
    if (!BinaryGemm.few(ones(m, depth, a, aAt, aRow, aColumn), m, depth)) {
      return false;
    }
    try (Scratch scratch = Scratch.open()) {
      int blocks = (depth + K_BLOCK - 1) / K_BLOCK;
      int[] ends = scratch.ints(m * blocks);
      int[] selected = scratch.ints(m * depth + 1);
      int count = 0;
      for (int block = 0; block < blocks; block++) {
        int from = block * K_BLOCK;
        int rows = Math.min(K_BLOCK, depth - from);
        for (int i = 0; i < m; i++) {
          count = select(rows, a, aAt + i * aRow + from * aColumn, aColumn, selected, count);
          ends[block * m + i] = count;
        }
      }
      float[] panel = scratch.floats(Gemm.ALIGNED + K_BLOCK * WIDTH);
      float[] edge = scratch.floats(WIDTH);
      for (int j = 0; j < n; j += WIDTH) {
        int width = Math.min(WIDTH, n - j);
        int first = 0;
        for (int block = 0; block < blocks; block++) {
          int from = block * K_BLOCK;
          int rows = Math.min(K_BLOCK, depth - from);
          if (transposed) {
            SimdGemm.packTransposed(rows, width, b, bAt + j * ldb + from, ldb, panel, WIDTH);
          } else {
            SimdGemm.pack(rows, width, b, bAt + j + from * ldb, ldb, panel, WIDTH);
          }
          for (int i = 0; i < m; i++) {
            int last = ends[block * m + i];
            int to = cAt + i * ldc + j;
            if (width == WIDTH) {
              add(first, last, selected, panel, c, to);
            } else {
              System.arraycopy(c, to, edge, 0, width);
              add(first, last, selected, panel, edge, 0);
              System.arraycopy(edge, 0, c, to, width);
            }
            first = last;
          }
        }
      }
    }
    return true;
  }

  private static double ones(int m, int depth, float[] a, int aAt, int aRow, int aColumn) {
    double sum = 0;
    if (aRow == 1) {
      for (int p = 0; p < depth; p++) {
        sum += Vectors.sum(m, a, aAt + p * aColumn);
      }
    } else {
      for (int i = 0; i < m; i++) {
        sum += Vectors.sum(depth, a, aAt + i * aRow);
      }
    }
    return sum;
  }

  /** Lists where the panel's rows begin that one row of A selects. */
  private static int select(
      int depth, float[] a, int aAt, int aColumn, int[] selected, int selectedAt) {
    int count = selectedAt;
    int at = aAt;
    int end = Gemm.ALIGNED + depth * WIDTH;
    for (int row = Gemm.ALIGNED; row < end; row += WIDTH) {
      selected[count] = row;
      int bits = Float.floatToRawIntBits(a[at]) << 1; // all zero for either zero
      count += (bits | -bits) >>> 31;
      at += aColumn;
    }
    return count;
  }

  private static void add(int from, int to, int[] selected, float[] panel, float[] c, int cAt) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt + 0 * L);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + 1 * L);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * L);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * L);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * L);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * L);
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * L);
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * L);
    for (int s = from; s < to; s++) {
      int at = selected[s];
      c0 = c0.add(FloatVector.fromArray(SPECIES, panel, at + 0 * L));
      c1 = c1.add(FloatVector.fromArray(SPECIES, panel, at + 1 * L));
      c2 = c2.add(FloatVector.fromArray(SPECIES, panel, at + 2 * L));
      c3 = c3.add(FloatVector.fromArray(SPECIES, panel, at + 3 * L));
      c4 = c4.add(FloatVector.fromArray(SPECIES, panel, at + 4 * L));
      c5 = c5.add(FloatVector.fromArray(SPECIES, panel, at + 5 * L));
      c6 = c6.add(FloatVector.fromArray(SPECIES, panel, at + 6 * L));
      c7 = c7.add(FloatVector.fromArray(SPECIES, panel, at + 7 * L));
    }
    c0.intoArray(c, cAt + 0 * L);
    c1.intoArray(c, cAt + 1 * L);
    c2.intoArray(c, cAt + 2 * L);
    c3.intoArray(c, cAt + 3 * L);
    c4.intoArray(c, cAt + 4 * L);
    c5.intoArray(c, cAt + 5 * L);
    c6.intoArray(c, cAt + 6 * L);
    c7.intoArray(c, cAt + 7 * L);
  }
}
