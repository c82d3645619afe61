package io.ebm.models.boltzmann.rbm;

import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Units 0 and 1: {@code U = 0}, {@code Γ_β(I) = log(1 + exp(βI))}. */
final class BernoulliUnits implements Units {

  @Override
  public StateSpace space(List<Integer> shape) {
    return new StateSpace.Binary(shape);
  }

  @Override
  public boolean binary() {
    return true;
  }

  @Override
  public double inputOfMean(double mean, int count) {
    double rate = (mean * count + 1) / (count + 2);
    return Math.log(rate / (1 - rate));
  }

  @Override
  public void subtractPotentials(int rows, int n, float[] x, int at, double[] out) {}

  @Override
  public void addCumulants(
      int rows, int n, float[] input, int at, double beta, float @Nullable [] means, double[] out) {
    int count = rows * n;
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(count);
      float[] z = input;
      int zAt = at;
      if (beta != 1) {
        Vectors.scale(count, (float) beta, input, at, values, 0);
        z = values;
        zAt = 0;
      }
      if (means == null) {
        Elementwise.softplus(count, z, zAt, values, 0);
      } else {
        Elementwise.softplusAndDerivative(count, z, zAt, values, 0, means, at);
      }
      for (int i = 0; i < rows; i++) {
        out[i] += Vectors.sum(n, values, i * n);
      }
    }
  }

  @Override
  public void means(int count, float[] input, int at, double beta) {
    if (beta != 1) {
      Vectors.scale(count, (float) beta, input, at, input, at);
    }
    Elementwise.sigmoid(count, input, at, input, at);
  }

  @Override
  public void sample(int count, float[] input, int at, double beta, RandomStream random) {
    means(count, input, at, beta);
    random.fillBernoulli(input, at, input, at, count);
  }
}
