package io.ebm.math;

/**
 * The right operand B of many products {@code C = A · B}: copied together once, transposed if need
 * be, so that no product copies or transposes it again. Immutable and thread-safe.
 */
public final class PackedMatrix {

  /** Columns of a panel. */
  private static final int WIDTH = 32;

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
   * A copy of B.
   *
   * @param b holds B as {@code rows × columns}
   * @throws IllegalArgumentException for a negative extent or a leading dimension that is too small
   * @throws IndexOutOfBoundsException where B does not fit into its array
   */
  public static PackedMatrix of(int rows, int columns, float[] b, int bOffset, int ldb) {
    Gemm.check(rows, columns, b, bOffset, ldb);
    PackedMatrix packed = new PackedMatrix(rows, columns);
    for (int p = 0; p < rows; p++) {
      for (int j = 0; j < columns; j += WIDTH) {
        int width = Math.min(WIDTH, columns - j);
        System.arraycopy(b, bOffset + p * ldb + j, packed.panels, packed.at(p, j), width);
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
    for (int j = 0; j < columns; j++) {
      int from = bOffset + j * ldb;
      for (int p = 0; p < rows; p++) {
        packed.panels[packed.at(p, j)] = b[from + p];
      }
    }
    return packed;
  }

  private int at(int row, int column) {
    int panel = column / WIDTH;
    return Gemm.ALIGNED + (panel * rows + row) * WIDTH + column % WIDTH;
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
          at(0, j),
          WIDTH,
          c,
          cOffset + j,
          ldc,
          accumulate);
    }
  }
}
