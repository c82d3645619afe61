package io.ebm.math;

import java.util.Objects;

/**
 * Functions of every element of an array: {@code y_i = f(x_i)} for {@code n} elements from an
 * offset each. An output may be the same array at the same offset as the input, or not overlap it;
 * outputs do not overlap each other. Errors are a few units in the last place of a float.
 *
 * <p>The activations come in three forms: the value; value and first derivative (what
 * back-propagation keeps instead of computing the function again); value, first and second
 * derivative (what the derivative of a directional derivative needs). {@link Activation} has the
 * same functions with a bias and chosen by an enum.
 *
 * <p>All methods throw {@link IndexOutOfBoundsException} where a range does not fit its array.
 */
public final class Elementwise {

  private static final ElementwiseKernels KERNELS = Backend.CHOSEN.elementwise();

  private Elementwise() {}

  /** The exponential function; 0 and infinity where a float overflows. */
  public static void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    KERNELS.exp(n, x, xOffset, y, yOffset);
  }

  /**
   * The exponential function of rows less a shift of each column, with what a softmax over the rows
   * needs beside it, in one pass: {@code x_rc} becomes {@code exp(x_rc - shifts_c)}, which {@code
   * sums_c} is increased by; {@code greatest_c} becomes the greatest of itself and {@code x_rc}.
   * Exponents beyond ±87 are taken for ±87.
   *
   * @param x {@code rows} rows of {@code n} from {@code xOffset} on, one after the other
   * @param shifts of {@code n} columns, as {@code greatest} and {@code sums}
   */
  public static void expOfColumns(
      int rows, int n, float[] x, int xOffset, float[] shifts, float[] greatest, float[] sums) {
    Objects.checkFromIndexSize(xOffset, Math.multiplyExact(rows, n), x.length);
    Objects.checkFromIndexSize(0, n, shifts.length);
    Objects.checkFromIndexSize(0, n, greatest.length);
    Objects.checkFromIndexSize(0, n, sums.length);
    KERNELS.expOfColumns(rows, n, x, xOffset, shifts, greatest, sums);
  }

  /** The natural logarithm; NaN below zero, negative infinity at zero. */
  public static void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    KERNELS.log(n, x, xOffset, y, yOffset);
  }

  /** The value of the logistic function {@code 1 / (1 + exp(-x))}. */
  public static void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Activation.SIGMOID.apply(n, x, xOffset, y, yOffset, null, 0, null, 0);
  }

  /** {@link #sigmoid} into {@code y} and its derivative into {@code d}. */
  public static void sigmoidAndDerivative(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] d, int dOffset) {
    Activation.SIGMOID.apply(n, x, xOffset, y, yOffset, d, dOffset, null, 0);
  }

  /**
   * {@link #sigmoid} into {@code y}, its first derivative into {@code d}, its second into {@code
   * s}.
   */
  public static void sigmoidAndDerivatives(
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] d,
      int dOffset,
      float[] s,
      int sOffset) {
    Activation.SIGMOID.apply(n, x, xOffset, y, yOffset, d, dOffset, s, sOffset);
  }

  /** The value of {@code x / (1 + exp(-x))}. */
  public static void silu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Activation.SILU.apply(n, x, xOffset, y, yOffset, null, 0, null, 0);
  }

  /** {@link #silu} into {@code y} and its derivative into {@code d}. */
  public static void siluAndDerivative(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] d, int dOffset) {
    Activation.SILU.apply(n, x, xOffset, y, yOffset, d, dOffset, null, 0);
  }

  /**
   * {@link #silu} into {@code y}, its first derivative into {@code d}, its second into {@code s}.
   */
  public static void siluAndDerivatives(
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] d,
      int dOffset,
      float[] s,
      int sOffset) {
    Activation.SILU.apply(n, x, xOffset, y, yOffset, d, dOffset, s, sOffset);
  }

  /** The value of {@code log(1 + exp(x))}. */
  public static void softplus(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Activation.SOFTPLUS.apply(n, x, xOffset, y, yOffset, null, 0, null, 0);
  }

  /** {@link #softplus} into {@code y} and its derivative into {@code d}. */
  public static void softplusAndDerivative(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] d, int dOffset) {
    Activation.SOFTPLUS.apply(n, x, xOffset, y, yOffset, d, dOffset, null, 0);
  }

  /**
   * {@link #softplus} into {@code y}, its first derivative into {@code d}, its second into {@code
   * s}.
   */
  public static void softplusAndDerivatives(
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] d,
      int dOffset,
      float[] s,
      int sOffset) {
    Activation.SOFTPLUS.apply(n, x, xOffset, y, yOffset, d, dOffset, s, sOffset);
  }

  /** The value of the hyperbolic tangent. */
  public static void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Activation.TANH.apply(n, x, xOffset, y, yOffset, null, 0, null, 0);
  }

  /** {@link #tanh} into {@code y} and its derivative into {@code d}. */
  public static void tanhAndDerivative(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] d, int dOffset) {
    Activation.TANH.apply(n, x, xOffset, y, yOffset, d, dOffset, null, 0);
  }

  /**
   * {@link #tanh} into {@code y}, its first derivative into {@code d}, its second into {@code s}.
   */
  public static void tanhAndDerivatives(
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] d,
      int dOffset,
      float[] s,
      int sOffset) {
    Activation.TANH.apply(n, x, xOffset, y, yOffset, d, dOffset, s, sOffset);
  }

  /**
   * The value of {@code x · Φ(x)} with the exact normal distribution function Φ, not the tanh
   * approximation.
   */
  public static void gelu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Activation.GELU.apply(n, x, xOffset, y, yOffset, null, 0, null, 0);
  }

  /** {@link #gelu} into {@code y} and its derivative into {@code d}. */
  public static void geluAndDerivative(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] d, int dOffset) {
    Activation.GELU.apply(n, x, xOffset, y, yOffset, d, dOffset, null, 0);
  }

  /**
   * {@link #gelu} into {@code y}, its first derivative into {@code d}, its second into {@code s}.
   */
  public static void geluAndDerivatives(
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] d,
      int dOffset,
      float[] s,
      int sOffset) {
    Activation.GELU.apply(n, x, xOffset, y, yOffset, d, dOffset, s, sOffset);
  }

  /** The value of {@code max(x, 0)}. */
  public static void relu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Activation.RELU.apply(n, x, xOffset, y, yOffset, null, 0, null, 0);
  }

  /** {@link #relu} into {@code y} and its derivative into {@code d}. */
  public static void reluAndDerivative(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] d, int dOffset) {
    Activation.RELU.apply(n, x, xOffset, y, yOffset, d, dOffset, null, 0);
  }

  /**
   * {@link #relu} into {@code y}, its first derivative into {@code d}, its second into {@code s}.
   */
  public static void reluAndDerivatives(
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] d,
      int dOffset,
      float[] s,
      int sOffset) {
    Activation.RELU.apply(n, x, xOffset, y, yOffset, d, dOffset, s, sOffset);
  }
}
