package io.ebm.models.neural;

import io.ebm.api.Batch;
import java.util.Arrays;

/** Moves states between rows, as batches have them, and columns, as the network works on them. */
final class Transposition {

  /** Columns moved together, so that what they write stays in the first-level cache. */
  private static final int BLOCK = 16;

  private Transposition() {}

  /** Rows of {@code x} to columns of a matrix of {@code stride} columns, the last ones zero. */
  static void toColumns(Batch x, int from, int rows, float[] out, int at, int stride) {
    toColumns(x, from, rows, out, at, stride, stride);
  }

  /** The same, for a part of {@code columns} columns of a matrix. */
  static void toColumns(Batch x, int from, int rows, float[] out, int at, int stride, int columns) {
    float[] array = x.array();
    int offset = x.offset(from);
    int dim = x.dim();
    for (int first = 0; first < dim; first += BLOCK) {
      int last = Math.min(dim, first + BLOCK);
      for (int i = 0; i < rows; i++) {
        int source = offset + i * dim;
        int target = at + i;
        for (int j = first; j < last; j++) {
          out[target + j * stride] = array[source + j];
        }
      }
    }
    if (rows < columns) {
      for (int j = 0; j < dim; j++) {
        Arrays.fill(out, at + j * stride + rows, at + j * stride + columns, 0f);
      }
    }
  }

  /** Columns of a matrix to rows of {@code x}. */
  static void toRows(float[] in, int at, int stride, int rows, Batch x, int from) {
    float[] array = x.array();
    int offset = x.offset(from);
    int dim = x.dim();
    for (int first = 0; first < dim; first += BLOCK) {
      int last = Math.min(dim, first + BLOCK);
      for (int i = 0; i < rows; i++) {
        int target = offset + i * dim;
        int source = at + i;
        for (int j = first; j < last; j++) {
          array[target + j] = in[source + j * stride];
        }
      }
    }
  }
}
