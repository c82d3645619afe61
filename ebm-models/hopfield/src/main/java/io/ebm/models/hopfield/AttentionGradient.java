package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/** Adds the derivative of a {@link ModernHopfield}'s energy by its parameters. */
final class AttentionGradient {

  private static final int KEYS = 256;

  private final float[] theta;
  private final int count;
  private final int dim;
  private final int heads;
  private final int headDim;
  private final float beta;

  AttentionGradient(float[] theta, int count, int dim, int heads, int headDim, float beta) {
    this.theta = theta;
    this.count = count;
    this.dim = dim;
    this.heads = heads;
    this.headDim = headDim;
    this.beta = beta;
  }

  /**
   * Adds what a head contributes for a tile of states.
   *
   * @param weights of the states, from {@code first} on
   * @param columns the states' queries
   * @param keys of the head
   */
  void add(
      int head,
      Batch x,
      double[] weights,
      int first,
      float[] columns,
      float[] keys,
      float[] gradient) {
    int rows = x.size();
    int projection = count * dim + head * headDim * dim;
    try (Scratch scratch = Scratch.open()) {
      double[] logs = scratch.doubles(rows);
      float[] found = scratch.floats(headDim * rows);
      float[] weighted = scratch.floats(headDim * rows); // -w q, as rows
      float[] probabilities = scratch.floats(KEYS * rows);
      float[] slopes = scratch.floats(KEYS * headDim);
      Attention.attend(rows, headDim, columns, count, keys, 0, beta, logs, found);
      Attention.transpose(headDim, rows, columns, 0, weighted, 0);
      for (int r = 0; r < rows; r++) {
        float weight = (float) -weights[first + r];
        Vectors.scale(headDim, weight, weighted, r * headDim, weighted, r * headDim);
      }
      for (int from = 0; from < count; from += KEYS) {
        int block = Math.min(KEYS, count - from);
        Attention.probabilities(
            rows, headDim, columns, block, keys, from * headDim, beta, logs, probabilities);
        if (heads == 0) {
          Gemm.nn(
              block,
              dim,
              rows,
              probabilities,
              0,
              rows,
              weighted,
              0,
              dim,
              gradient,
              from * dim,
              dim,
              true);
          continue;
        }
        Gemm.nn(
            block,
            headDim,
            rows,
            probabilities,
            0,
            rows,
            weighted,
            0,
            headDim,
            slopes,
            0,
            headDim,
            false);
        Gemm.nn(
            block,
            dim,
            headDim,
            slopes,
            0,
            headDim,
            theta,
            projection,
            dim,
            gradient,
            from * dim,
            dim,
            true);
        Gemm.tn(
            headDim,
            dim,
            block,
            slopes,
            0,
            headDim,
            theta,
            from * dim,
            dim,
            gradient,
            projection,
            dim,
            true);
      }
      if (heads > 0) {
        for (int i = 0; i < headDim; i++) {
          for (int r = 0; r < rows; r++) {
            found[i * rows + r] *= (float) -weights[first + r];
          }
        }
        Gemm.nn(
            headDim,
            dim,
            rows,
            found,
            0,
            rows,
            x.array(),
            x.offset(),
            dim,
            gradient,
            projection,
            dim,
            true);
      }
    }
  }
}
