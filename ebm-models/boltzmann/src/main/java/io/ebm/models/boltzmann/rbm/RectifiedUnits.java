package io.ebm.models.boltzmann.rbm;

import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Real units that are never negative (rectified, "ReLU"): {@code U(x) = x²/2} for {@code x >= 0},
 * {@code +∞} below, so that given its input a unit has a normal law of mean {@code I} and variance
 * {@code 1/β} cut off at 0, and with {@code s = √β I}
 *
 * <pre>{@code Γ_β(I) = s²/2 + log(2π/β)/2 + log Φ(s),   mean = (s + φ(s) / Φ(s)) / √β}</pre>
 *
 * (Tubiana and Monasson 2017, "Emergence of compositional representations in restricted Boltzmann
 * machines"; the cut-off normal law is drawn from as in Robert 1995.)
 */
final class RectifiedUnits implements Units.Smooth {

  private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;
  private static final double FAR = -3;
  private static final int TERMS = 60;

  @Override
  public StateSpace space(List<Integer> shape) {
    return new StateSpace.Box(shape, 0, Float.MAX_VALUE);
  }

  @Override
  public boolean binary() {
    return false;
  }

  @Override
  public double inputOfMean(double mean, int count) {
    double low = -1;
    while (mean(low) > mean) {
      low *= 2;
    }
    double high = Math.max(mean, 0);
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (mean(middle) > mean) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double mean(double s) {
    return s + 1 / millsRatio(s);
  }

  /** {@code Φ(s) / φ(s)}, which is that of the far side at {@code -s}. */
  static double millsRatio(double s) {
    if (s < FAR) { // Laplace's continued fraction
      double rest = 0;
      for (int k = TERMS; k > 0; k--) {
        rest = k / (-s + rest);
      }
      return 1 / (-s + rest);
    }
    if (s > 8) {
      return Math.exp(s * s / 2 + LOG_ROOT_TWO_PI);
    }
    double term = s;
    double sum = s;
    for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= s * s / k;
      sum += term;
    }
    return Math.exp(s * s / 2 + LOG_ROOT_TWO_PI) / 2 + sum;
  }

  /** {@code s²/2 + log(√(2π) Φ(s))}, the cumulant at {@code β = 1}. */
  static double cumulant(double s) {
    return s > 8 ? s * s / 2 + LOG_ROOT_TWO_PI : Math.log(millsRatio(s));
  }

  @Override
  public void subtractPotentials(int rows, int n, float[] x, int at, double[] out) {
    for (int i = 0; i < rows; i++) {
      out[i] -= Vectors.dot(n, x, at + i * n, x, at + i * n) / 2;
    }
  }

  @Override
  public void addSlopes(int count, float[] x, int at, float[] out, int outAt) {
    Vectors.axpy(count, 1, x, at, out, outAt);
  }

  @Override
  public void addCumulants(
      int rows, int n, float[] input, int at, double beta, float @Nullable [] means, double[] out) {
    double root = Math.sqrt(Math.max(beta, GaussianUnits.LEAST_BETA));
    for (int i = 0; i < rows; i++) {
      double sum = -n * Math.log(root);
      for (int k = at + i * n; k < at + (i + 1) * n; k++) {
        sum += cumulant(root * input[k]);
      }
      out[i] += sum;
    }
    if (means != null) {
      if (means != input) {
        System.arraycopy(input, at, means, at, rows * n);
      }
      means(rows * n, means, at, beta);
    }
  }

  @Override
  public void means(int count, float[] input, int at, double beta) {
    double root = Math.sqrt(Math.max(beta, GaussianUnits.LEAST_BETA));
    for (int k = at; k < at + count; k++) {
      input[k] = (float) (mean(root * input[k]) / root);
    }
  }

  @Override
  public void sample(int count, float[] input, int at, double beta, RandomStream random) {
    double root = Math.sqrt(Math.max(beta, GaussianUnits.LEAST_BETA));
    for (int k = at; k < at + count; k++) {
      double s = root * input[k];
      input[k] = Double.isFinite(s) ? (float) (draw(s, random) / root) : Float.NaN;
    }
  }

  /** A normal number of mean {@code s}, given that it is not negative. */
  private static double draw(double s, RandomStream random) {
    if (s > -0.45) {
      double x = s + random.nextGaussian();
      while (x < 0) {
        x = s + random.nextGaussian();
      }
      return x;
    }
    double rate = (-s + Math.sqrt(s * s + 4)) / 2; // Robert (1995), proposition 2.3
    while (true) {
      double x = -Math.log1p(-random.nextDouble()) / rate;
      double gap = x - s - rate;
      if (random.nextDouble() < Math.exp(-gap * gap / 2)) {
        return x;
      }
    }
  }
}
