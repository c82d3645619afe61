package io.ebm.models.crf;

import io.ebm.math.Elementwise;
import io.ebm.math.LinearChain;
import io.ebm.math.Scratch;

/** The exponentials of the scores of a step, scaled, and the same transposed. For one thread. */
final class StepMatrix {

  private final int labels;
  private final int width;

  /** {@code exp(score - shift)}, row by the label before; padded columns are 0. */
  final float[] matrix;

  /** The same, row by the label after. */
  final float[] transposed;

  private double shift;
  private double bound;

  StepMatrix(int labels, int width, Scratch scratch) {
    this.labels = labels;
    this.width = width;
    matrix = scratch.floats(labels * width);
    transposed = scratch.floats(labels * width);
  }

  /** Computes both of step scores. */
  void set(float[] from) {
    float max = Float.NEGATIVE_INFINITY;
    float min = Float.POSITIVE_INFINITY;
    for (int x = 0; x < labels; x++) {
      for (int y = 0; y < labels; y++) {
        max = Math.max(max, from[x * width + y]);
        min = Math.min(min, from[x * width + y]);
      }
    }
    for (int x = 0; x < labels; x++) {
      for (int y = 0; y < width; y++) {
        matrix[x * width + y] = y < labels ? from[x * width + y] - max : Float.NEGATIVE_INFINITY;
      }
    }
    Elementwise.exp(labels * width, matrix, 0, matrix, 0);
    for (int y = 0; y < labels; y++) {
      for (int x = 0; x < width; x++) {
        transposed[y * width + x] = x < labels ? matrix[x * width + y] : 0;
      }
    }
    shift = max;
    bound = Math.exp((double) max - min - LinearChain.SPAN);
  }

  /** What was subtracted from the scores. */
  double shift() {
    return shift;
  }

  /** The least scaled potential of a token for which single precision is enough. */
  double bound() {
    return bound;
  }
}
