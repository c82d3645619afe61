package io.ebm.math;

/**
 * The right operand B of many products {@code C = A · B}: copied together once, and transposed
 * where it must be, so that no product does it again. Immutable and thread-safe.
 */
public final class PackedMatrix {

  /** Columns of a panel. */
  private static final int WIDTH = 64;

  private final int rows;
  private final int columns;

  /** Panel after panel, each {@code rows × WIDTH}; the last is filled up with zeros. */
  private final float[] panels;

  private PackedMatrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.panels = new float[Gemm.ALIGNED + (columns + WIDTH - 1) / WIDTH * WIDTH * rows];
  }

  /**
   * A copy of a matrix.
   *
   * @param b holds B as {@code rows × columns}
   * @throws IllegalArgumentException for a negative extent or a leading dimension that is too small
   * @throws IndexOutOfBoundsException where B does not fit into its array
   */
  public static PackedMatrix of(int rows, int columns, float[] b, int bOffset, int ldb) {
    Gemm.check(rows, columns, b, bOffset, ldb);
    PackedMatrix packed = new PackedMatrix(rows, columns);
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      for (int i = 0; i < rows; i++) {
        int to = packed.panel(j) + i * WIDTH;
        System.arraycopy(b, bOffset + i * ldb + j, packed.panels, to, width);
      }
    }
    return packed;
  }

  /**
   * A copy of the transposed of a matrix.
   *
   * @param b holds {@code Bᵀ}, as {@code columns × rows}
   * @throws IllegalArgumentException for a negative extent or a leading dimension that is too small
   * @throws IndexOutOfBoundsException where B does not fit into its array
   */
  public static PackedMatrix ofTransposed(int rows, int columns, float[] b, int bOffset, int ldb) {
    Gemm.check(columns, rows, b, bOffset, ldb);
    PackedMatrix packed = new PackedMatrix(rows, columns);
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      Matrices.transpose(
          width, rows, b, bOffset + j * ldb, ldb, packed.panels, packed.panel(j), WIDTH);
    }
    return packed;
  }

  /** Where the panel of some column begins, the first of its columns. */
  private int panel(int column) {
    return Gemm.ALIGNED + column * rows;
  }

  /**
   * {@code C = A · B}, or {@code C += A · B}; on one thread.
   *
   * @param m rows of A and C
   * @param a holds A as {@code m × rows}
   * @param c holds C as {@code m × columns}
   * @param accumulate whether the product is added to what C holds
   * @throws IllegalArgumentException for a negative extent or a leading dimension that is too small
   * @throws IndexOutOfBoundsException where a matrix does not fit into its array
   */
  public void multiply(
      int m, float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc, boolean accumulate) {
    Gemm.check(m, columns, c, cOffset, ldc);
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      Gemm.nn(
          m,
          width,
          rows,
          a,
          aOffset,
          lda,
          panels,
          panel(j),
          WIDTH,
          c,
          cOffset + j,
          ldc,
          accumulate);
    }
  }
}
