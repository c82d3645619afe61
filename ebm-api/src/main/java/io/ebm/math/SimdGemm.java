package io.ebm.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Gemm} with the Vector API. The product is cut into panels of B, some rows by one, two or
 * four vector registers, that stay in the first-level cache while the rows of A pass by. A panel is
 * copied together where it pays or where B must be transposed or padded (while the first rows of A
 * pass by, where that can be), and read where it lies otherwise; A is never copied.
 */
final class SimdGemm implements GemmKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** AVX2 has 16 registers, the others 32. */
  private static final boolean MANY_REGISTERS = L != 8;

  /** Columns of a panel; {@link #panel} says when. A thin one has {@code L}. */
  private static final int WIDE = (MANY_REGISTERS ? 4 : 2) * L;

  private static final int SLIM = 2 * L;

  /** Rows of A in a tile of each. */
  private static final int WIDE_ROWS = 4;

  private static final int SLIM_ROWS = MANY_REGISTERS ? 8 : 6;

  private static final int THIN_ROWS = 8;

  /** Rows of a panel at most: 40, 32 and 32 KiB with AVX-512. */
  private static final int WIDE_DEPTH = 160;

  private static final int SLIM_DEPTH = 256;

  private static final int THIN_DEPTH = 512;

  private static final int M_BLOCK = 512;

  /**
   * From so many rows on, copying a panel costs less than what its strides cost; the further the
   * rows of B lie apart, the fewer sets of the cache they share.
   */
  private static final int ROWS_TO_PACK = 96;

  private static final int ROWS_TO_PACK_FAR = 32;

  /** Up to so many rows or columns, inner products are faster than tiles mostly empty. */
  private static final int NARROW = 3;

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
    if (n > NARROW) {
      product(m, n, k, a, aOffset, lda, 1, b, bOffset, ldb, false, c, cOffset, ldc, accumulate);
      return;
    }
    try (Scratch scratch = Scratch.open()) {
      float[] columns = scratch.floats(n * k);
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < n; j++) {
          columns[j * k + p] = b[bOffset + p * ldb + j];
        }
      }
      SimdInnerProducts.nt(m, n, k, a, aOffset, lda, columns, 0, k, c, cOffset, ldc, accumulate);
    }
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
    if (n <= NARROW || m <= NARROW) {
      SimdInnerProducts.nt(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
    } else {
      product(m, n, k, a, aOffset, lda, 1, b, bOffset, ldb, true, c, cOffset, ldc, accumulate);
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
    if (n > L || n >= m) {
      product(m, n, k, a, aOffset, 1, lda, b, bOffset, ldb, false, c, cOffset, ldc, accumulate);
      return;
    }
    // Cᵀ = Bᵀ A, whose rows are long and which needs no filling up.
    try (Scratch scratch = Scratch.open()) {
      float[] rows = scratch.floats(n * m);
      product(n, m, k, b, bOffset, 1, ldb, a, aOffset, lda, false, rows, 0, m, false);
      if (!accumulate) {
        Matrices.transpose(n, m, rows, 0, m, c, cOffset, ldc);
        return;
      }
      for (int i = 0; i < m; i++) {
        int to = cOffset + i * ldc;
        for (int j = 0; j < n; j++) {
          c[to + j] += rows[j * m + i];
        }
      }
    }
  }

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
      boolean transposed,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    if (k == 0 && !accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
      }
    }
    if (k == 0 || m == 0 || n == 0) {
      return;
    }
    int most = panel(n);
    int rowsToPack = ldb > 8 * L ? ROWS_TO_PACK_FAR : ROWS_TO_PACK;
    boolean pack = transposed || (m >= rowsToPack && ldb > 4 * L);
    boolean few = !pack && m <= NARROW; // for so few, copying a panel costs more than the product
    int limit = most > SLIM ? WIDE_DEPTH : most == SLIM ? SLIM_DEPTH : THIN_DEPTH;
    if (!pack && ldb > most && ldb <= 2 * most) {
      // What lies between two rows of a panel takes its share of the cache.
      limit = limit / 2;
    }
    int blocks = (k + limit - 1) / limit;
    int kBlock = (k + blocks - 1) / blocks;
    try (Scratch scratch = Scratch.open()) {
      boolean padded = n % L != 0;
      float[] panel = pack || padded ? scratch.floats(Gemm.ALIGNED + kBlock * most) : b;
      float[] edge = padded ? scratch.floats(Math.min(m, M_BLOCK) * most) : c;
      for (int p = 0; p < k; p += kBlock) {
        int depth = Math.min(kBlock, k - p);
        boolean add = accumulate || p > 0;
        for (int i = 0; i < m; i += M_BLOCK) {
          int height = Math.min(M_BLOCK, m - i);
          int full;
          for (int j = 0; j < n; j += full) {
            full = panel(n - j);
            if (few && full > n && n >= L) {
              full = L;
            }
            // Where nothing is copied, a panel that is not full begins further left.
            boolean shifted = !pack && j + full > n && n >= full;
            int width = Math.min(full, n - j);
            int left = shifted ? full - width : 0;
            int at = j - left;
            int bAt = transposed ? bOffset + at * ldb + p : bOffset + p * ldb + at;
            int aAt = aOffset + i * aRow + p * aColumn;
            int cAt = cOffset + i * ldc + j;
            float[] to = width == full ? c : edge;
            int toAt = width == full ? cAt : 0;
            int toRow = width == full ? ldc : full;
            boolean addTo = add && width == full;
            boolean packed = pack || width + left < full;
            boolean wide = width == WIDE && WIDE > SLIM;
            int done = 0; // rows of A that the copying has done besides
            if (packed && transposed) {
              packTransposed(depth, width, b, bAt, ldb, panel, full);
            } else if (packed && wide && aColumn == 1 && height >= WIDE_ROWS) {
              SimdWideTiles.rows4Packing(
                  depth, a, aAt, aRow, b, bAt, ldb, panel, Gemm.ALIGNED, to, toAt, toRow, addTo);
              done = WIDE_ROWS;
            } else if (packed) {
              pack(depth, width, b, bAt, ldb, panel, full);
            }
            float[] from = packed ? panel : b;
            int fromAt = packed ? Gemm.ALIGNED : bAt;
            int fromRow = packed ? full : ldb;
            int rest = height - done;
            aAt += done * aRow;
            toAt += done * toRow;
            rows(
                full, rest, depth, a, aAt, aRow, aColumn, from, fromAt, fromRow, to, toAt, toRow,
                addTo);
            if (width < full) {
              unpack(height, width, full, edge, left, c, cAt, ldc, add);
            }
          }
        }
      }
    }
  }

  /** The columns of a panel where so many are left: what is not filled is work for nothing. */
  private static int panel(int columns) {
    if (columns > WIDE - L) {
      return WIDE;
    }
    return columns > L ? SLIM : L;
  }

  /**
   * Copies {@code depth × width} of B to the panel, which begins at {@link Gemm#ALIGNED}. Behind a
   * row's {@code width} stands anything: what is made of it is not used.
   */
  static void pack(int depth, int width, float[] b, int bAt, int ldb, float[] panel, int panelRow) {
    int from = bAt;
    int to = Gemm.ALIGNED;
    for (int p = 0; p < depth; p++) {
      if (from + panelRow <= b.length) {
        for (int j = 0; j < panelRow; j += L) {
          FloatVector.fromArray(SPECIES, b, from + j).intoArray(panel, to + j);
        }
      } else {
        System.arraycopy(b, from, panel, to, width);
      }
      from += ldb;
      to += panelRow;
    }
  }

  /** The same of Bᵀ. */
  static void packTransposed(
      int depth, int width, float[] b, int bAt, int ldb, float[] panel, int panelRow) {
    Matrices.transpose(width, depth, b, bAt, ldb, panel, Gemm.ALIGNED, panelRow);
  }

  private static void unpack(
      int height,
      int width,
      int edgeRow,
      float[] edge,
      int edgeAt,
      float[] c,
      int cAt,
      int ldc,
      boolean add) {
    for (int i = 0; i < height; i++) {
      int to = cAt + i * ldc;
      for (int j = 0; j < width; j++) {
        c[to + j] =
            add ? c[to + j] + edge[edgeAt + i * edgeRow + j] : edge[edgeAt + i * edgeRow + j];
      }
    }
  }

  /** All rows of A against one panel, by the tiles that are as wide. */
  private static void rows(
      int width,
      int m,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] c,
      int cOffset,
      int ldc,
      boolean add) {
    boolean thin = width == L;
    boolean wide = width > SLIM;
    int tile = thin ? THIN_ROWS : wide ? WIDE_ROWS : SLIM_ROWS;
    int aAt = aOffset;
    int cAt = cOffset;
    int left = m;
    // With tiles of six, an even number of rows divides into sixes and at most two fours.
    int kept = tile == 6 && left % 6 > 1 && left % 6 < 4 && left > 7 ? 2 + left % 2 : 0;
    for (; left >= tile + kept; left -= tile) {
      if (thin) {
        SimdThinTiles.rows8(k, a, aAt, aRow, aColumn, b, bOffset, bRow, c, cAt, ldc, add);
      } else if (tile == 6) {
        SimdTiles.rows6(k, a, aAt, aRow, aColumn, b, bOffset, bRow, c, cAt, ldc, add);
      } else if (wide && aColumn == 1) {
        SimdWideTiles.rows4(k, a, aAt, aRow, b, bOffset, bRow, c, cAt, ldc, add);
      } else if (wide) {
        SimdWideTiles.columns4(k, a, aAt, aColumn, b, bOffset, bRow, c, cAt, ldc, add);
      } else if (aColumn == 1) {
        SimdTiles.rows8(k, a, aAt, aRow, b, bOffset, bRow, c, cAt, ldc, add);
      } else {
        SimdTiles.columns8(k, a, aAt, aColumn, b, bOffset, bRow, c, cAt, ldc, add);
      }
      aAt += tile * aRow;
      cAt += tile * ldc;
    }
    for (; left >= 4 && !thin; left -= 4) {
      SimdTiles.rows4(k, a, aAt, aRow, aColumn, b, bOffset, bRow, c, cAt, ldc, add);
      aAt += 4 * aRow;
      cAt += 4 * ldc;
    }
    for (; left > 0; left--) {
      if (thin) {
        SimdThinTiles.rows1(k, a, aAt, aColumn, b, bOffset, bRow, c, cAt, add);
      }
      for (int j = 0; j < width && !thin; j += SLIM) {
        SimdTiles.rows1(k, a, aAt, aColumn, b, bOffset + j, bRow, c, cAt + j, add);
      }
      aAt += aRow;
      cAt += ldc;
    }
  }
}
