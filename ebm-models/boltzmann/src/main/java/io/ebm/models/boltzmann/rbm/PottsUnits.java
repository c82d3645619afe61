package io.ebm.models.boltzmann.rbm;

import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units of several levels, coded by one number for each, 1 for the level that is taken and 0 for
 * the others: {@code U = 0}, {@code Γ_β(I) = log Σ_a exp(βI_a)} of a unit's inputs; the means are
 * the softmax.
 *
 * @param levels at least 2
 */
record PottsUnits(int levels) implements Units {

  @Override
  public StateSpace space(List<Integer> shape) {
    int length = Sizes.product("a state of shape " + shape, shape);
    return new StateSpace.Categorical(length, levels);
  }

  @Override
  public boolean binary() {
    return false;
  }

  @Override
  public int width() {
    return levels;
  }

  @Override
  public void code(int units, float[] x, int at, float[] out) {
    Arrays.fill(out, 0, units * levels, 0);
    for (int i = 0; i < units; i++) {
      float level = x[at + i];
      out[i * levels + (int) level] = Float.isNaN(level) ? level : 1;
    }
  }

  @Override
  public void decode(int units, float[] coded, float[] x, int at) {
    for (int i = 0; i < units; i++) {
      int level = 0;
      while (level < levels - 1 && !(coded[i * levels + level] > 0.5f)) {
        level++;
      }
      x[at + i] = Float.isNaN(coded[i * levels + level]) ? Float.NaN : level;
    }
  }

  @Override
  public double inputOfMean(double mean, int count) {
    return Math.log((mean * count + 1) / (count + levels));
  }

  @Override
  public void subtractPotentials(int rows, int n, float[] x, int at, double[] out) {}

  @Override
  public void addCumulants(
      int rows, int n, float[] input, int at, double beta, float @Nullable [] means, double[] out) {
    for (int i = 0; i < rows; i++) {
      for (int unit = at + i * n; unit < at + (i + 1) * n; unit += levels) {
        out[i] += logSum(input, unit, beta);
      }
    }
    if (means != null) {
      if (means != input) {
        System.arraycopy(input, at, means, at, rows * n);
      }
      means(rows * n, means, at, beta);
    }
  }

  private double logSum(float[] input, int unit, double beta) {
    double greatest = greatest(input, unit);
    double sum = 0;
    for (int a = 0; a < levels; a++) {
      sum += Math.exp(beta * (input[unit + a] - greatest));
    }
    return beta * greatest + Math.log(sum);
  }

  private double greatest(float[] input, int unit) {
    float greatest = input[unit];
    for (int a = 1; a < levels; a++) {
      greatest = Math.max(greatest, input[unit + a]);
    }
    return greatest;
  }

  @Override
  public void means(int count, float[] input, int at, double beta) {
    for (int unit = at; unit < at + count; unit += levels) {
      double log = logSum(input, unit, beta);
      for (int a = 0; a < levels; a++) {
        input[unit + a] = (float) Math.exp(beta * input[unit + a] - log);
      }
    }
  }

  @Override
  public void sample(int count, float[] input, int at, double beta, RandomStream random) {
    means(count, input, at, beta);
    for (int unit = at; unit < at + count; unit += levels) {
      double left = random.nextDouble();
      int drawn = levels - 1;
      for (int a = 0; a < levels - 1; a++) {
        left -= input[unit + a];
        if (left < 0) {
          drawn = a;
          break;
        }
      }
      float one = Double.isNaN(left) ? Float.NaN : 1; // inputs that are no numbers give no state
      Arrays.fill(input, unit, unit + levels, one * 0);
      input[unit + drawn] = one;
    }
  }
}
