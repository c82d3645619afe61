package io.ebm.models.hopfield;

import io.ebm.math.Elementwise;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * Softmax attention of a tile of queries over any number of keys, a block of keys at a time: the
 * block's scores, with what they add to the result, are forgotten before the next, and what came
 * before is scaled down where a greater score turns up. Memory does not grow with the keys.
 *
 * <p>Queries and results are columns here, so that the keys are read where they lie.
 */
final class Attention {

  /** The most queries of a call. */
  static final int QUERIES = 64;

  private static final int KEYS = 256;

  private Attention() {}

  /**
   * Computes {@code log Σ_μ exp(β k_μ·q_j)} and, of the softmax, {@code Σ_μ p_μ k_μ}.
   *
   * @param queries how many, at most {@link #QUERIES}
   * @param columns their floats: element {@code i} of query {@code j} at {@code i · queries + j}
   * @param keys rows of {@code dim} floats
   * @param logs receives the logarithms
   * @param out receives the sums, laid out like the queries
   */
  static void attend(
      int queries,
      int dim,
      float[] columns,
      int count,
      float[] keys,
      int keysAt,
      float beta,
      double[] logs,
      float[] out) {
    int block = KEYS * queries;
    try (Scratch scratch = Scratch.open()) {
      float[] scaled = scratch.floats(dim * queries);
      float[] scores = scratch.floats(block);
      float[] negative = scratch.floats(queries); // the greatest score so far, negated
      float[] lower = scratch.floats(queries);
      float[] sums = scratch.floats(queries);
      double[] totals = scratch.doubles(queries);
      Vectors.scale(dim * queries, beta, columns, 0, scaled, 0);
      Arrays.fill(negative, 0, queries, Float.POSITIVE_INFINITY);
      Arrays.fill(totals, 0, queries, 0);
      for (int from = 0; from < count; from += KEYS) {
        int rows = Math.min(KEYS, count - from);
        int at = keysAt + from * dim;
        Gemm.nn(rows, queries, dim, keys, at, dim, scaled, 0, queries, scores, 0, queries, false);
        System.arraycopy(negative, 0, lower, 0, queries);
        for (int r = 0; r < rows; r++) {
          lowest(queries, scores, r * queries, lower);
        }
        if (from > 0) {
          lower(queries, dim, negative, lower, totals, out);
        }
        System.arraycopy(lower, 0, negative, 0, queries);
        for (int r = 0; r < rows; r++) {
          Vectors.add(queries, scores, r * queries, negative, 0, scores, r * queries);
        }
        Elementwise.exp(rows * queries, scores, 0, scores, 0);
        Arrays.fill(sums, 0, queries, 0);
        for (int r = 0; r < rows; r++) {
          Vectors.add(queries, scores, r * queries, sums, 0, sums, 0);
        }
        for (int j = 0; j < queries; j++) {
          totals[j] += sums[j];
        }
        Gemm.tn(dim, queries, rows, keys, at, dim, scores, 0, queries, out, 0, queries, from > 0);
      }
      for (int j = 0; j < queries; j++) {
        logs[j] = Math.log(totals[j]) - negative[j];
        sums[j] = (float) (1 / totals[j]);
      }
      for (int i = 0; i < dim; i++) {
        Vectors.multiply(queries, out, i * queries, sums, 0, out, i * queries);
      }
    }
  }

  /** Keeps the negated greatest. */
  private static void lowest(int queries, float[] scores, int at, float[] lower) {
    for (int j = 0; j < queries; j++) {
      lower[j] = Math.min(lower[j], -scores[at + j]);
    }
  }

  /** Scales what was summed relative to another greatest score. */
  private static void lower(
      int queries, int dim, float[] before, float[] now, double[] totals, float[] out) {
    boolean changed = false;
    for (int j = 0; j < queries; j++) {
      changed |= now[j] != before[j];
    }
    if (!changed) {
      return;
    }
    try (Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(queries);
      for (int j = 0; j < queries; j++) {
        factors[j] = (float) Math.exp(now[j] - before[j]);
        totals[j] *= factors[j];
      }
      for (int i = 0; i < dim; i++) {
        Vectors.multiply(queries, out, i * queries, factors, 0, out, i * queries);
      }
    }
  }

  /**
   * The probabilities of some keys, one row of queries for each key, from the logarithms that
   * {@link #attend} gave.
   */
  static void probabilities(
      int queries,
      int dim,
      float[] columns,
      int count,
      float[] keys,
      int keysAt,
      float beta,
      double[] logs,
      float[] out) {
    try (Scratch scratch = Scratch.open()) {
      float[] scaled = scratch.floats(dim * queries);
      float[] negative = scratch.floats(queries);
      Vectors.scale(dim * queries, beta, columns, 0, scaled, 0);
      for (int j = 0; j < queries; j++) {
        negative[j] = (float) -logs[j];
      }
      Gemm.nn(count, queries, dim, keys, keysAt, dim, scaled, 0, queries, out, 0, queries, false);
      for (int r = 0; r < count; r++) {
        Vectors.add(queries, out, r * queries, negative, 0, out, r * queries);
      }
      Elementwise.exp(count * queries, out, 0, out, 0);
    }
  }

  /** Rows of {@code dim} floats as columns. */
  static void transpose(int rows, int dim, float[] from, int at, float[] to, int toAt) {
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < rows; j++) {
        to[toAt + i * rows + j] = from[at + j * dim + i];
      }
    }
  }
}
