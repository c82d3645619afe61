package io.ebm.math;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The scalar functions that stand between the layers of a network, with their first and second
 * derivatives, computed together. Errors are a few units in the last place of a float. NaN goes
 * through, and +∞ as the mathematics says; {@link #SILU} and {@link #GELU} of -∞ are NaN.
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

  private static final float[] NO_BIAS = {0f};

  /**
   * Applies the function to every element: {@code y_i = f(z_i)} and, where an array is given for
   * them, {@code first_i = f'(z_i)} and {@code second_i = f''(z_i)}. An output may be the same
   * array at the same offset as the input or not overlap it; outputs do not overlap each other.
   *
   * @param n the number of elements
   * @param first receives first derivatives, or null
   * @param second receives second derivatives, or null; needs {@code first}
   */
  public void apply(
      int n,
      float[] z,
      int zOffset,
      float[] y,
      int yOffset,
      float @Nullable [] first,
      int firstOffset,
      float @Nullable [] second,
      int secondOffset) {
    Objects.checkFromIndexSize(zOffset, n, z.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    check(n, first, firstOffset, second, secondOffset);
    KERNELS.activate(
        this,
        1,
        n,
        z,
        zOffset,
        n,
        NO_BIAS,
        0,
        y,
        yOffset,
        n,
        first,
        firstOffset,
        second,
        secondOffset);
  }

  /**
   * Applies the function to a matrix after adding a bias to each row: {@code y_ri = f(z_ri +
   * bias_r)}, with derivatives as in {@link #apply}.
   *
   * @param rows the number of rows
   * @param n the number of elements of a row
   * @param z the input, row after row
   * @param y receives the values, row after row; may be the input
   * @param bias {@code rows} numbers from {@code biasOffset}
   * @param first receives first derivatives, row {@code r} from {@code firstOffset + r * n}; or
   *     null
   * @param second receives second derivatives, laid out like the first; or null
   */
  public void applyToRows(
      int rows,
      int n,
      float[] z,
      int zOffset,
      float[] y,
      int yOffset,
      float[] bias,
      int biasOffset,
      float @Nullable [] first,
      int firstOffset,
      float @Nullable [] second,
      int secondOffset) {
    if (rows < 0 || n < 0) {
      throw new IllegalArgumentException("no matrix of " + rows + " × " + n);
    }
    Objects.checkFromIndexSize(zOffset, rows * n, z.length);
    Objects.checkFromIndexSize(yOffset, rows * n, y.length);
    Objects.checkFromIndexSize(biasOffset, rows, bias.length);
    check(rows * n, first, firstOffset, second, secondOffset);
    KERNELS.activate(
        this,
        rows,
        n,
        z,
        zOffset,
        n,
        bias,
        biasOffset,
        y,
        yOffset,
        n,
        first,
        firstOffset,
        second,
        secondOffset);
  }

  /**
   * The third derivative of every element after adding a bias, {@code z_i + bias}: what second
   * derivatives of an energy need to be learned from. Computed in doubles, one by one; 0 for {@link
   * #RELU}.
   *
   * @param n the number of elements
   */
  public void third(int n, float[] z, int zOffset, float bias, float[] out, int outOffset) {
    Objects.checkFromIndexSize(zOffset, n, z.length);
    Objects.checkFromIndexSize(outOffset, n, out.length);
    for (int i = 0; i < n; i++) {
      out[outOffset + i] = (float) third((double) z[zOffset + i] + bias);
    }
  }

  private double third(double z) {
    if (this == RELU) {
      return Double.isNaN(z) ? z : 0;
    }
    if (this == GELU) {
      return z * (z * z - 4) * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
    if (this == TANH) {
      double t = Math.tanh(z);
      return -2 * (1 - t * t) * (1 - 3 * t * t);
    }
    double s = 1 / (1 + Math.exp(-z));
    double first = s * (1 - s);
    double second = first * (1 - 2 * s);
    if (this == SOFTPLUS) {
      return second;
    }
    double ofSigmoid = first * (1 - 6 * first);
    return this == SIGMOID ? ofSigmoid : 3 * second + z * ofSigmoid;
  }

  private static void check(
      int n,
      float @Nullable [] first,
      int firstOffset,
      float @Nullable [] second,
      int secondOffset) {
    if (first != null) {
      Objects.checkFromIndexSize(firstOffset, n, first.length);
    }
    if (second != null) {
      Objects.checkFromIndexSize(secondOffset, n, second.length);
      Objects.requireNonNull(first, "second derivatives come with first ones");
    }
  }
}
