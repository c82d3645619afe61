package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.math.Matrices;
import java.util.Arrays;

/** Moves states between rows, as batches have them, and columns, as the network works on them. */
final class Transposition {

  private Transposition() {}

  /** Rows of {@code x} to columns of a matrix of {@code stride} columns, the last ones zero. */
  static void toColumns(Batch x, int from, int rows, float[] out, int at, int stride) {
    toColumns(x, from, rows, out, at, stride, stride);
  }

  /** The same, for a part of {@code columns} columns of a matrix. */
  static void toColumns(Batch x, int from, int rows, float[] out, int at, int stride, int columns) {
    int dim = x.dim();
    Matrices.transpose(rows, dim, x.array(), x.offset(from), dim, out, at, stride);
    if (rows < columns) {
      for (int j = 0; j < dim; j++) {
        Arrays.fill(out, at + j * stride + rows, at + j * stride + columns, 0f);
      }
    }
  }

  /** Columns of a matrix to rows of {@code x}. */
  static void toRows(float[] in, int at, int stride, int rows, Batch x, int from) {
    int dim = x.dim();
    Matrices.transpose(dim, rows, in, at, stride, x.array(), x.offset(from), dim);
  }
}
