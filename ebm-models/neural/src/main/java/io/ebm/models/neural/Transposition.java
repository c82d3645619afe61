package io.ebm.models.neural;

import io.ebm.api.Batch;
import java.util.Arrays;

/**
 * Moves states between rows, as batches have them, and columns, as the network works on them: four
 * rows at a time, which takes half as long as one after the other.
 */
final class Transposition {

  private Transposition() {}

  /** Rows of {@code x} to columns of a matrix of {@code stride} columns, the last ones zero. */
  static void toColumns(Batch x, int from, int rows, float[] out, int at, int stride) {
    toColumns(x, from, rows, out, at, stride, stride);
  }

  /** The same, for a part of {@code columns} columns of a matrix. */
  static void toColumns(Batch x, int from, int rows, float[] out, int at, int stride, int columns) {
    float[] array = x.array();
    int dim = x.dim();
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int row0 = x.offset(from + i);
      int row1 = row0 + dim;
      int row2 = row1 + dim;
      int row3 = row2 + dim;
      int to = at + i;
      for (int j = 0; j < dim; j++) {
        out[to] = array[row0 + j];
        out[to + 1] = array[row1 + j];
        out[to + 2] = array[row2 + j];
        out[to + 3] = array[row3 + j];
        to += stride;
      }
    }
    for (; i < rows; i++) {
      int row = x.offset(from + i);
      for (int j = 0; j < dim; j++) {
        out[at + i + j * stride] = array[row + j];
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
    int dim = x.dim();
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int row0 = x.offset(from + i);
      int row1 = row0 + dim;
      int row2 = row1 + dim;
      int row3 = row2 + dim;
      int source = at + i;
      for (int j = 0; j < dim; j++) {
        array[row0 + j] = in[source];
        array[row1 + j] = in[source + 1];
        array[row2 + j] = in[source + 2];
        array[row3 + j] = in[source + 3];
        source += stride;
      }
    }
    for (; i < rows; i++) {
      int row = x.offset(from + i);
      for (int j = 0; j < dim; j++) {
        array[row + j] = in[at + i + j * stride];
      }
    }
  }
}
