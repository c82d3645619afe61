package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.math.Gemm;
import io.ebm.math.Vectors;

/**
 * Squared distances to the rows of a batch, by products of matrices: {@code |x|² + |y|² - 2 x·y}.
 * Where that loses digits, near a row, the distance is summed up instead. Thread-safe.
 */
final class Distances {

  /** The most rows on either side of a block. */
  static final int BLOCK = 256;

  /** Squared distances below this share of the squared lengths are computed again. */
  private static final double CLOSE = 1e-3;

  private final Batch to;
  private final double[] squares;

  Distances(Batch to) {
    this.to = to;
    this.squares = squares(to, 0, to.size());
  }

  private static double[] squares(Batch rows, int from, int count) {
    double[] squares = new double[count];
    for (int i = 0; i < count; i++) {
      squares[i] = Vectors.sumOfSquares(rows.dim(), rows.array(), rows.offset(from + i));
    }
    return squares;
  }

  /** What is done with a block of distances. */
  interface Use {
    /**
     * Takes the squared distances of rows {@code from … from + rows - 1} to the rows {@code first …
     * first + columns - 1}; row by row, {@code columns} apart.
     */
    void take(int from, int rows, int first, int columns, float[] block);
  }

  /** Goes through the distances of some rows to all, block by block, in order. */
  void forEach(Batch x, int from, int until, float[] block, Use use) {
    double[] own = squares(x, from, until - from);
    for (int row = from; row < until; row += BLOCK) {
      int rows = Math.min(BLOCK, until - row);
      for (int first = 0; first < to.size(); first += BLOCK) {
        int columns = Math.min(BLOCK, to.size() - first);
        products(x, row, rows, first, columns, block);
        for (int i = 0; i < rows; i++) {
          fromProducts(x, row + i, own[row - from + i], first, columns, block, i * columns);
        }
        use.take(row, rows, first, columns, block);
      }
    }
  }

  /** The inner products of rows with rows of this batch. */
  void products(Batch x, int row, int rows, int first, int columns, float[] block) {
    int dim = x.dim();
    Gemm.nt(
        rows,
        columns,
        dim,
        x.array(),
        x.offset(row),
        dim,
        to.array(),
        to.offset(first),
        dim,
        block,
        0,
        columns,
        false);
  }

  private void fromProducts(
      Batch x, int row, double square, int first, int columns, float[] block, int at) {
    for (int j = 0; j < columns; j++) {
      double sum = square + squares[first + j];
      double distance = sum - 2.0 * block[at + j];
      if (distance < CLOSE * sum) {
        distance = exact(x, row, first + j);
      }
      block[at + j] = (float) distance;
    }
  }

  private double exact(Batch x, int row, int other) {
    int dim = x.dim();
    int a = x.offset(row);
    int b = to.offset(other);
    double sum = 0;
    for (int k = 0; k < dim; k++) {
      double difference = x.array()[a + k] - to.array()[b + k];
      sum += difference * difference;
    }
    return sum;
  }

  /** The squared distance between rows of this batch. */
  double between(int row, int other) {
    return exact(to, row, other);
  }
}
