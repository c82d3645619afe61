package io.ebm.core.estimation;

import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.GibbsSampled;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.testkit.Enumeration;
import java.util.Arrays;

/**
 * A restricted Boltzmann machine small enough to enumerate: {@code F(v) = -b·v - Σ_j log(1 +
 * exp(c_j + Σ_i v_i w_ij))}, with a path that scales all parameters.
 */
final class SmallRbm implements EnergyFunction, GibbsSampled, Tractable, ExactDraws, AnnealedGibbs {

  private final int visible;
  private final int hidden;
  private final double[] weights;
  private final double[] visibleBias;
  private final double[] hiddenBias;
  private final double scale;
  private final boolean allRows;

  private SmallRbm(
      int visible,
      int hidden,
      double[] weights,
      double[] visibleBias,
      double[] hiddenBias,
      double scale,
      boolean allRows) {
    this.visible = visible;
    this.hidden = hidden;
    this.weights = weights;
    this.visibleBias = visibleBias;
    this.hiddenBias = hiddenBias;
    this.scale = scale;
    this.allRows = allRows;
  }

  /** With normal parameters of a standard deviation. */
  static SmallRbm random(int visible, int hidden, double deviation, RandomStream random) {
    double[] weights = new double[visible * hidden];
    double[] b = new double[visible];
    double[] c = new double[hidden];
    for (double[] part : new double[][] {weights, b, c}) {
      for (int i = 0; i < part.length; i++) {
        part[i] = deviation * random.nextGaussian();
      }
    }
    return new SmallRbm(visible, hidden, weights, b, c, 1, true);
  }

  /** The same, which cannot be summed: for estimators that would otherwise take exact samples. */
  SmallRbm untractable() {
    return new SmallRbm(visible, hidden, weights, visibleBias, hiddenBias, scale, false);
  }

  double exact() {
    return Enumeration.of(this).logPartition(1);
  }

  @Override
  public java.util.Optional<String> lack(Class<?> capability) {
    return (capability != Tractable.class && capability != ExactDraws.class)
            || allRows
            || scale == 0
        ? java.util.Optional.empty()
        : java.util.Optional.of("nobody is to sum it");
  }

  @Override
  public StateSpace space() {
    return StateSpace.binary(visible);
  }

  private double input(Batch x, int row, int unit) {
    double input = hiddenBias[unit];
    for (int i = 0; i < visible; i++) {
      input += weights[i * hidden + unit] * x.get(row, i);
    }
    return input;
  }

  private double energy(double[] inputs, double field, double beta) {
    double energy = -beta * field;
    for (double input : inputs) {
      energy -= Math.log1p(Math.exp(beta * input));
    }
    return energy;
  }

  private double inputs(Batch x, int row, double[] inputs) {
    for (int j = 0; j < hidden; j++) {
      inputs[j] = input(x, row, j);
    }
    double field = 0;
    for (int i = 0; i < visible; i++) {
      field += visibleBias[i] * x.get(row, i);
    }
    return field;
  }

  @Override
  public void energies(Batch x, double[] out) {
    double[] inputs = new double[hidden];
    for (int r = 0; r < x.size(); r++) {
      double field = inputs(x, r, inputs);
      out[r] = energy(inputs, field, scale);
    }
  }

  private void resample(Batch x, int row, double[] inputs, double beta, RandomStream random) {
    for (int j = 0; j < hidden; j++) {
      inputs[j] = random.nextDouble() < 1 / (1 + Math.exp(-beta * inputs[j])) ? 1 : 0;
    }
    for (int i = 0; i < visible; i++) {
      double input = visibleBias[i];
      for (int j = 0; j < hidden; j++) {
        input += weights[i * hidden + j] * inputs[j];
      }
      x.set(row, i, random.nextDouble() < 1 / (1 + Math.exp(-beta * input)) ? 1 : 0);
    }
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    if (beta != 1) {
      throw new IllegalArgumentException("this test's machine sweeps at its own temperature");
    }
    double[] inputs = new double[hidden];
    for (int s = 0; s < sweeps; s++) {
      for (int r = 0; r < x.size(); r++) {
        inputs(x, r, inputs);
        resample(x, r, inputs, scale, random);
      }
    }
  }

  @Override
  public void anneal(Batch x, double from, double to, double[] logWeights, RandomStream random) {
    double[] inputs = new double[hidden];
    for (int r = 0; r < x.size(); r++) {
      double field = inputs(x, r, inputs);
      logWeights[r] += energy(inputs, field, from) - energy(inputs, field, to);
      resample(x, r, inputs, to, random);
    }
  }

  @Override
  public EnergyFunction at(double beta) {
    if (!(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta " + beta);
    }
    return new SmallRbm(visible, hidden, weights, visibleBias, hiddenBias, beta, allRows);
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, scale == 0 ? (visible + hidden) * Math.log(2) : exact());
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    if (scale == 0) {
      space().randomStart(into, random);
    } else {
      Enumeration.of(this).sample(into, 1, random);
    }
  }
}
