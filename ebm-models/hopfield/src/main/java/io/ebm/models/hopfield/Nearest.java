package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/** Real states beside real patterns. */
final class Nearest {

  private static final int PATTERNS = 256;

  private Nearest() {}

  /** Puts what is given into the states. */
  static void hold(Batch x, @Nullable Batch given) {
    if (given == null) {
      return;
    }
    for (int i = 0; i < x.length(); i++) {
      float value = given.array()[given.offset() + i];
      if (!Float.isNaN(value)) {
        x.array()[x.offset() + i] = value;
      }
    }
  }

  /** By how much the coordinates of a row differ at most, relative to the greatest. */
  static float moved(Batch a, Batch b, int row) {
    float most = 0;
    float size = Float.MIN_NORMAL;
    for (int i = 0; i < a.dim(); i++) {
      float before = a.array()[a.offset(row) + i];
      float after = b.array()[b.offset(row) + i];
      most = Math.max(most, Math.abs(after - before));
      size = Math.max(size, Math.max(Math.abs(before), Math.abs(after)));
    }
    return most / size;
  }

  /**
   * Finds the pattern at the least distance, its overlap, and whether the distance is more than
   * {@code same} of its length.
   */
  static void judge(Batch x, float[] patterns, int count, double same, Retrieval into) {
    int rows = x.size();
    int dim = x.dim();
    double[] least = new double[rows];
    java.util.Arrays.fill(least, Double.POSITIVE_INFINITY);
    java.util.Arrays.fill(into.nearest(), 0, rows, -1);
    try (Scratch scratch = Scratch.open()) {
      float[] products = scratch.floats(rows * PATTERNS);
      for (int from = 0; from < count; from += PATTERNS) {
        int block = Math.min(PATTERNS, count - from);
        Gemm.nt(
            rows,
            block,
            dim,
            x.array(),
            x.offset(),
            dim,
            patterns,
            from * dim,
            dim,
            products,
            0,
            block,
            false);
        for (int p = 0; p < block; p++) {
          double square = Vectors.sumOfSquares(dim, patterns, (from + p) * dim);
          for (int r = 0; r < rows; r++) {
            double distance = square - 2 * products[r * block + p];
            if (distance < least[r]) {
              least[r] = distance;
              into.nearest()[r] = from + p;
            }
          }
        }
      }
    }
    for (int r = 0; r < rows; r++) {
      int at = Math.max(0, into.nearest()[r]) * dim;
      double product = Vectors.dot(dim, x.array(), x.offset(r), patterns, at);
      double size = Math.sqrt(Vectors.sumOfSquares(dim, patterns, at));
      double own = Math.sqrt(Vectors.sumOfSquares(dim, x.array(), x.offset(r)));
      double distance = 0;
      for (int i = 0; i < dim; i++) {
        double gap = x.array()[x.offset(r) + i] - patterns[at + i];
        distance += gap * gap;
      }
      into.overlaps()[r] = size == 0 || own == 0 ? 0 : product / (size * own);
      into.spurious()[r] = !(Math.sqrt(distance) <= same * size);
    }
  }
}
