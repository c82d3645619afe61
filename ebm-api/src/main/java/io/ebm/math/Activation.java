package io.ebm.math;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The scalar functions that stand between the layers of a network, with their first and second
 * derivatives, computed together. Errors are a few units in the last place of a float; infinities
 * and NaN go through as the mathematics says.
 */
public enum Activation {
  /** The logistic function {@code 1 / (1 + exp(-z))}. */
  SIGMOID,
  /** {@code z · sigmoid(z)}. */
  SILU,
  /** {@code log(1 + exp(z))}; its derivative is the logistic function. */
  SOFTPLUS,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code z · Φ(z)} with the exact normal distribution function, not the tanh approximation. */
  GELU,
  /** {@code max(z, 0)}; derivative 1 for {@code z > 0}, else 0; second derivative 0. */
  RELU;

  private static final ElementwiseKernels KERNELS = Backend.CHOSEN.elementwise();

  /**
   * Applies the function to {@code z + bias}, element by element: {@code y_i = f(z_i + bias)} and,
   * where an array is given for them, {@code first_i = f'(z_i + bias)} and {@code second_i =
   * f''(z_i + bias)}. An output may be the same array at the same offset as the input or not
   * overlap it; outputs do not overlap each other.
   *
   * @param n the number of elements
   * @param bias added to every element
   * @param first receives first derivatives, or null
   * @param second receives second derivatives, or null; needs {@code first}
   */
  public void apply(
      int n,
      float[] z,
      int zOffset,
      float bias,
      float[] y,
      int yOffset,
      float @Nullable [] first,
      int firstOffset,
      float @Nullable [] second,
      int secondOffset) {
    Objects.checkFromIndexSize(zOffset, n, z.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    if (first != null) {
      Objects.checkFromIndexSize(firstOffset, n, first.length);
    }
    if (second != null) {
      Objects.checkFromIndexSize(secondOffset, n, second.length);
      Objects.requireNonNull(first, "second derivatives come with first ones");
    }
    KERNELS.activate(
        this, n, z, zOffset, bias, y, yOffset, first, firstOffset, second, secondOffset);
  }

  /**
   * Applies the function to a matrix with a bias for each row: row {@code r} holds {@code n}
   * elements from {@code offset + r * n} of every array and is given {@code bias[biasOffset + r]}.
   * Otherwise as {@link #apply}; values go back to where the input was.
   *
   * @param z the input, and receives the values
   */
  public void applyToRows(
      int rows,
      int n,
      float[] z,
      int zOffset,
      float[] bias,
      int biasOffset,
      float @Nullable [] first,
      int firstOffset,
      float @Nullable [] second,
      int secondOffset) {
    Objects.checkFromIndexSize(zOffset, rows * n, z.length);
    Objects.checkFromIndexSize(biasOffset, rows, bias.length);
    if (first != null) {
      Objects.checkFromIndexSize(firstOffset, rows * n, first.length);
    }
    if (second != null) {
      Objects.checkFromIndexSize(secondOffset, rows * n, second.length);
      Objects.requireNonNull(first, "second derivatives come with first ones");
    }
    for (int r = 0; r < rows; r++) {
      int at = r * n;
      KERNELS.activate(
          this,
          n,
          z,
          zOffset + at,
          bias[biasOffset + r],
          z,
          zOffset + at,
          first,
          firstOffset + at,
          second,
          secondOffset + at);
    }
  }
}
