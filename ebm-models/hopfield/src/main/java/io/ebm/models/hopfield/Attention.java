package io.ebm.models.hopfield;

import io.ebm.math.Elementwise;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * Softmax attention of a tile of queries over any number of keys, a block of keys at a time: the
 * block's scores, with what they add to the result, are forgotten before the next. Exponentials are
 * taken relative to a score of each query; where a far greater one turns up, it is taken instead,
 * and what came before is scaled down. Memory does not grow with the keys.
 *
 * <p>Queries and results are columns here, so that the keys are read where they lie.
 */
final class Attention {

  /** The most queries of a call. */
  static final int QUERIES = 64;

  private static final int KEYS = 256;

  /** So far above its shift a score may be: sums of such exponentials are far from overflow. */
  private static final float FAR = 40;

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
    try (Scratch scratch = Scratch.open()) {
      float[] scaled = scratch.floats(dim * queries);
      float[] scores = scratch.floats(KEYS * queries);
      float[] shifts = scratch.floats(queries);
      float[] greatest = scratch.floats(queries);
      float[] sums = scratch.floats(queries);
      double[] totals = scratch.doubles(queries);
      Vectors.scale(dim * queries, beta, columns, 0, scaled, 0);
      Arrays.fill(totals, 0, queries, 0);
      for (int from = 0; from < count; from += KEYS) {
        int rows = Math.min(KEYS, count - from);
        int at = keysAt + from * dim;
        Arrays.fill(greatest, 0, queries, Float.NEGATIVE_INFINITY);
        Gemm.nn(rows, queries, dim, keys, at, dim, scaled, 0, queries, scores, 0, queries, false);
        if (from == 0) {
          shiftToGreatest(rows, queries, scores, shifts);
        }
        Arrays.fill(sums, 0, queries, 0);
        Elementwise.expOfColumns(rows, queries, scores, 0, shifts, greatest, sums);
        if (raise(queries, dim, greatest, shifts, totals, out)) {
          Gemm.nn(rows, queries, dim, keys, at, dim, scaled, 0, queries, scores, 0, queries, false);
          Arrays.fill(sums, 0, queries, 0);
          Elementwise.expOfColumns(rows, queries, scores, 0, shifts, greatest, sums);
        }
        for (int j = 0; j < queries; j++) {
          totals[j] += sums[j];
        }
        Gemm.tn(dim, queries, rows, keys, at, dim, scores, 0, queries, out, 0, queries, from > 0);
      }
      for (int j = 0; j < queries; j++) {
        logs[j] = Math.log(totals[j]) + shifts[j];
        sums[j] = (float) (1 / totals[j]);
      }
      for (int i = 0; i < dim; i++) {
        Vectors.multiply(queries, out, i * queries, sums, 0, out, i * queries);
      }
    }
  }

  private static void shiftToGreatest(int rows, int queries, float[] scores, float[] shifts) {
    Arrays.fill(shifts, 0, queries, Float.NEGATIVE_INFINITY);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < queries; j++) {
        shifts[j] = Math.max(shifts[j], scores[r * queries + j]);
      }
    }
  }

  /**
   * Takes the greatest scores for shifts, and scales what was summed, if one of them is so far
   * above its shift that sums might overflow. Returns whether it did.
   */
  private static boolean raise(
      int queries, int dim, float[] greatest, float[] shifts, double[] totals, float[] out) {
    boolean far = false;
    for (int j = 0; j < queries; j++) {
      far |= greatest[j] - shifts[j] > FAR;
    }
    if (!far) {
      return false;
    }
    try (Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(queries);
      for (int j = 0; j < queries; j++) {
        float higher = Math.max(greatest[j], shifts[j]);
        factors[j] = (float) Math.exp(shifts[j] - higher);
        totals[j] *= factors[j];
        shifts[j] = higher;
      }
      for (int i = 0; i < dim; i++) {
        Vectors.multiply(queries, out, i * queries, factors, 0, out, i * queries);
      }
    }
    return true;
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
      float[] shifts = scratch.floats(queries);
      float[] unused = scratch.floats(queries);
      Vectors.scale(dim * queries, beta, columns, 0, scaled, 0);
      for (int j = 0; j < queries; j++) {
        shifts[j] = (float) logs[j];
      }
      Gemm.nn(count, queries, dim, keys, keysAt, dim, scaled, 0, queries, out, 0, queries, false);
      Elementwise.expOfColumns(count, queries, out, 0, shifts, unused, unused);
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
