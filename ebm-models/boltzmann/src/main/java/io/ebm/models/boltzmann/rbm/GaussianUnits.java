package io.ebm.models.boltzmann.rbm;

import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Real units of fixed standard deviation σ: {@code U(x) = x²/2σ²}, {@code Γ_β(I) = βσ²I²/2 +
 * log(2πσ²/β)/2}; their mean is {@code σ²I}.
 *
 * @param sigma positive
 */
record GaussianUnits(double sigma) implements Units.Smooth {

  /** Stands for β = 0 as its limit: hidden units without bound whose weights count for nothing. */
  static final double LEAST_BETA = 1e-30;

  @Override
  public StateSpace space(List<Integer> shape) {
    return new StateSpace.Real(shape);
  }

  @Override
  public boolean binary() {
    return false;
  }

  @Override
  public double inputOfMean(double mean, int count) {
    return mean / (sigma * sigma);
  }

  @Override
  public void subtractPotentials(int rows, int n, float[] x, int at, double[] out) {
    for (int i = 0; i < rows; i++) {
      out[i] -= Vectors.dot(n, x, at + i * n, x, at + i * n) / (2 * sigma * sigma);
    }
  }

  @Override
  public void addSlopes(int count, float[] x, int at, float[] out, int outAt) {
    Vectors.axpy(count, (float) (1 / (sigma * sigma)), x, at, out, outAt);
  }

  @Override
  public void addCumulants(
      int rows, int n, float[] input, int at, double beta, float @Nullable [] means, double[] out) {
    double variance = sigma * sigma;
    double constant = n * Math.log(2 * Math.PI * variance / Math.max(beta, LEAST_BETA)) / 2;
    for (int i = 0; i < rows; i++) {
      int row = at + i * n;
      out[i] += constant + beta * variance * Vectors.dot(n, input, row, input, row) / 2;
    }
    if (means != null) {
      Vectors.scale(rows * n, (float) variance, input, at, means, at);
    }
  }

  @Override
  public void means(int count, float[] input, int at, double beta) {
    Vectors.scale(count, (float) (sigma * sigma), input, at, input, at);
  }

  @Override
  public void sample(int count, float[] input, int at, double beta, RandomStream random) {
    means(count, input, at, beta);
    try (Scratch scratch = Scratch.open()) {
      float[] noise = scratch.floats(count);
      random.fillGaussian(noise, 0, count);
      Vectors.axpy(
          count, (float) (sigma / Math.sqrt(Math.max(beta, LEAST_BETA))), noise, 0, input, at);
    }
  }
}
