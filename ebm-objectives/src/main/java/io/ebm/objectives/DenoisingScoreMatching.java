package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.CentralDifferences;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import java.util.Arrays;

/** The objective of {@link DenoisingScoreMatchingFactory}. */
final class DenoisingScoreMatching implements Objective {

  private static final String WHO = "objective 'denoising-score-matching'";

  private final double[] levels;
  private final double spacing;
  private Batch disturbed = Batch.allocate(0, 1);
  private Batch gradients = Batch.allocate(0, 1);
  private float[] noise = new float[0];
  private double[] sigmas = new double[0];
  private double[] energies = new double[0];
  private double[] ones = new double[0];

  DenoisingScoreMatching(double[] levels) {
    this.levels = levels;
    spacing = Arrays.stream(levels).min().orElseThrow() / 8;
  }

  @Override
  public boolean separable() {
    return true;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Differentiable differentiable = Capabilities.require(energy, Differentiable.class, WHO);
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    if (energy.space().levels() > 0) {
      throw new IllegalArgumentException(
          WHO + " needs real states, but the energy is on " + energy.space());
    }
    allocate(data.size(), data.dim());
    disturb(data, context.random());
    differentiable.gradients(disturbed, energies, gradients);
    double value = lossToDirections();
    if (energy instanceof ScoreLearnable scoreLearnable) {
      scoreLearnable.accumulateDirectional(disturbed, gradients, ones, gradient);
    } else {
      CentralDifferences.accumulateDirectional(
          learnable, disturbed, gradients, ones, spacing, gradient);
    }
    return value;
  }

  private void allocate(int n, int dim) {
    if (disturbed.size() != n || disturbed.dim() != dim) {
      disturbed = Batch.allocate(n, dim);
      gradients = Batch.allocate(n, dim);
      noise = new float[n * dim];
      sigmas = new double[n];
      energies = new double[n];
      ones = new double[n];
      Arrays.fill(ones, 1);
    }
  }

  private void disturb(Batch data, RandomStream random) {
    int dim = data.dim();
    float[] x = data.array();
    float[] y = disturbed.array();
    for (int row = 0; row < sigmas.length; row++) {
      sigmas[row] = levels.length == 1 ? levels[0] : levels[random.nextInt(levels.length)];
    }
    random.fillGaussian(noise, 0, noise.length);
    for (int row = 0; row < sigmas.length; row++) {
      float sigma = (float) sigmas[row];
      int from = data.offset(row);
      for (int j = 0; j < dim; j++) {
        y[row * dim + j] = x[from + j] + sigma * noise[row * dim + j];
      }
    }
  }

  /**
   * Sums {@code ½ |σ g - ξ|²} and turns each gradient {@code g} into {@code σ (σ g - ξ)}, the
   * direction whose slope has the gradient of the loss.
   */
  private double lossToDirections() {
    int dim = gradients.dim();
    float[] g = gradients.array();
    double value = 0;
    for (int row = 0; row < sigmas.length; row++) {
      double sigma = sigmas[row];
      double squares = 0;
      for (int i = row * dim; i < (row + 1) * dim; i++) {
        double miss = sigma * g[i] - noise[i];
        squares += miss * miss;
        g[i] = (float) (sigma * miss);
      }
      if (!Double.isFinite(squares)) {
        throw new NonFiniteException("the loss of data row " + row + " is " + squares / 2);
      }
      value += squares / 2;
    }
    return value;
  }
}
