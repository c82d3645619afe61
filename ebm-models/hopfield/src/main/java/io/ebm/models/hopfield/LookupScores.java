package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.ClassScores;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.math.Elementwise;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/**
 * The scores of {@link HopfieldClassifier}, in tiles whose rows are examples: {@code F = b + Σ P
 * V}, {@code P} the softmax of {@code β C Kᵀ} by rows.
 */
final class LookupScores implements ClassScores {

  private static final int TILE = 64;

  private final StateSpace features;
  private final int classes;
  private final int heads;
  private final int patterns;
  private final float beta;
  private final Parameters parameters;

  LookupScores(StateSpace features, int classes, int heads, int patterns, float beta) {
    this.features = features;
    this.classes = classes;
    this.heads = heads;
    this.patterns = patterns;
    this.beta = beta;
    this.parameters =
        Parameters.builder()
            .add("patterns", heads, patterns, features.dim())
            .add("values", heads, patterns, classes)
            .add("bias", classes)
            .build();
  }

  @Override
  public StateSpace features() {
    return features;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  private int keys(int head) {
    return head * patterns * features.dim();
  }

  private int values(int head) {
    return parameters.tensors().get(1).offset() + head * patterns * classes;
  }

  private int bias() {
    return parameters.tensors().get(2).offset();
  }

  @Override
  public void scores(Batch c, int rows, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      float[] p = scratch.floats(heads * TILE * patterns);
      float[] f = scratch.floats(TILE * classes);
      for (int from = 0; from < rows; from += TILE) {
        int count = Math.min(TILE, rows - from);
        forward(c, from, count, p, f);
        for (int k = 0; k < count * classes; k++) {
          out[from * classes + k] = f[k];
        }
      }
    }
  }

  @Override
  public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
    try (Scratch scratch = Scratch.open()) {
      float[] p = scratch.floats(heads * TILE * patterns);
      float[] f = scratch.floats(TILE * classes);
      for (int from = 0; from < rows; from += TILE) {
        int count = Math.min(TILE, rows - from);
        forward(c, from, count, p, f);
        for (int i = 0; i < count; i++) {
          loss.differentiate(from + i, f, i * classes, 1);
        }
        backward(c, from, count, p, f, into.values());
      }
    }
  }

  /**
   * @param p receives the probabilities: rows of a head's patterns, head by head
   * @param f receives the scores
   */
  private void forward(Batch c, int from, int rows, float[] p, float[] f) {
    int dim = features.dim();
    float[] theta = parameters.values();
    for (int i = 0; i < rows; i++) {
      System.arraycopy(theta, bias(), f, i * classes, classes);
    }
    for (int head = 0; head < heads; head++) {
      int at = head * TILE * patterns;
      Gemm.nt(
          rows,
          patterns,
          dim,
          c.array(),
          c.offset(from),
          dim,
          theta,
          keys(head),
          dim,
          p,
          at,
          patterns,
          false);
      for (int i = 0; i < rows; i++) {
        softmax(p, at + i * patterns);
      }
      Gemm.nn(
          rows,
          classes,
          patterns,
          p,
          at,
          patterns,
          theta,
          values(head),
          classes,
          f,
          0,
          classes,
          true);
    }
  }

  private void softmax(float[] p, int at) {
    float most = Float.NEGATIVE_INFINITY;
    for (int m = at; m < at + patterns; m++) {
      most = Math.max(most, p[m]);
    }
    for (int m = at; m < at + patterns; m++) {
      p[m] = beta * (p[m] - most);
    }
    Elementwise.exp(patterns, p, at, p, at);
    float sum = (float) Vectors.sum(patterns, p, at);
    Vectors.scale(patterns, 1 / sum, p, at, p, at);
  }

  /**
   * With {@code g} the derivatives by the scores: {@code dV = Pᵀg}, and of the logarithms of the
   * unnormalised probabilities {@code s}, {@code ds = p ∘ (Vg - p·Vg)}, {@code dK = β dsᵀC}.
   */
  private void backward(Batch c, int from, int rows, float[] p, float[] g, float[] gradient) {
    int dim = features.dim();
    float[] theta = parameters.values();
    for (int i = 0; i < rows; i++) {
      Vectors.axpy(classes, 1, g, i * classes, gradient, bias());
    }
    try (Scratch scratch = Scratch.open()) {
      float[] s = scratch.floats(TILE * patterns);
      for (int head = 0; head < heads; head++) {
        int at = head * TILE * patterns;
        Gemm.tn(
            patterns,
            classes,
            rows,
            p,
            at,
            patterns,
            g,
            0,
            classes,
            gradient,
            values(head),
            classes,
            true);
        Gemm.nt(
            rows,
            patterns,
            classes,
            g,
            0,
            classes,
            theta,
            values(head),
            classes,
            s,
            0,
            patterns,
            false);
        for (int i = 0; i < rows; i++) {
          int row = i * patterns;
          float mean = (float) Vectors.dot(patterns, p, at + row, s, row);
          for (int m = 0; m < patterns; m++) {
            s[row + m] = beta * p[at + row + m] * (s[row + m] - mean);
          }
        }
        Gemm.tn(
            patterns,
            dim,
            rows,
            s,
            0,
            patterns,
            c.array(),
            c.offset(from),
            dim,
            gradient,
            keys(head),
            dim,
            true);
      }
    }
  }
}
