package io.ebm.objectives.score;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.CentralDifferences;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.noise.NoiseConditioned;
import java.util.Arrays;

/** The objective of {@link DenoisingScoreMatchingFactory}. */
final class DenoisingScoreMatching implements Objective {

  private static final String WHO = "objective 'denoising-score-matching'";

  private final double[] levels;
  private final DenoisingScoreMatchingFactory.Weighting weighting;
  private final double spacing;
  private Batch disturbed = Batch.allocate(0, 1);
  private Batch gradients = Batch.allocate(0, 1);
  private float[] noise = new float[0];
  private double[] sigmas = new double[0];
  private double[] energies = new double[0];
  private double[] ones = new double[0];
  private double loss;

  DenoisingScoreMatching(double[] levels, DenoisingScoreMatchingFactory.Weighting weighting) {
    this.levels = levels.clone();
    Arrays.sort(this.levels);
    this.weighting = weighting;
    spacing = Arrays.stream(levels).min().orElseThrow() / 8;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Differentiable.class, WHO);
    Capabilities.require(energy, Learnable.class, WHO);
    FitContext.require(WHO, Spaces.discrete(energy.space()));
    int n = data.size();
    allocate(n, data.dim());
    NoiseConditioned noisy = energy.as(NoiseConditioned.class).orElse(null);
    if (levels.length > 1 && noisy != null) {
      if (context.conditional()) {
        throw new IllegalArgumentException(
            WHO + " takes one level of noise for an energy of noise levels that has contexts too");
      }
      choose(context.random());
      Arrays.sort(sigmas); // rows of a level together; which row has which is chance anyway
      disturb(data, context.random());
      double value = 0;
      for (int from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && sigmas[to] == sigmas[from]; ) {
          to++;
        }
        value += evaluate(noisy.atNoise(sigmas[from]), from, to, gradient);
      }
      return value;
    }
    choose(context.random());
    disturb(data, context.random());
    return evaluate(energy, 0, n, gradient);
  }

  private double evaluate(EnergyFunction energy, int from, int to, Gradient gradient) {
    Differentiable differentiable = Capabilities.require(energy, Differentiable.class, WHO);
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    Batch rows = disturbed.slice(from, to);
    Batch slopes = gradients.slice(from, to);
    loss = 0;
    ScoreLearnable scoreLearnable = energy.as(ScoreLearnable.class).orElse(null);
    if (scoreLearnable != null) {
      scoreLearnable.accumulateDirectional(
          rows, energies, slopes, (a, b) -> addLoss(from + a, from + b), ones, gradient);
    } else {
      differentiable.gradients(rows, energies, slopes);
      addLoss(from, to);
      CentralDifferences.accumulateDirectional(learnable, rows, slopes, ones, spacing, gradient);
    }
    return loss;
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

  private void choose(RandomStream random) {
    for (int row = 0; row < sigmas.length; row++) {
      sigmas[row] = levels.length == 1 ? levels[0] : levels[random.nextInt(levels.length)];
    }
  }

  private void disturb(Batch data, RandomStream random) {
    int dim = data.dim();
    float[] x = data.array();
    float[] y = disturbed.array();
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
   * Adds {@code ½ w |σ g - ξ|²} to the loss and turns each gradient {@code g} into {@code w σ (σ g
   * - ξ)}, the direction whose slope has the gradient of the loss.
   */
  private void addLoss(int from, int to) {
    int dim = gradients.dim();
    float[] g = gradients.array();
    for (int row = from; row < to; row++) {
      double sigma = sigmas[row];
      double weight =
          weighting == DenoisingScoreMatchingFactory.Weighting.VARIANCE ? 1 : 1 / (sigma * sigma);
      double squares = 0;
      for (int i = row * dim; i < (row + 1) * dim; i++) {
        double miss = sigma * g[i] - noise[i];
        squares += miss * miss;
        g[i] = (float) (weight * sigma * miss);
      }
      if (!Double.isFinite(squares)) {
        throw new NonFiniteException("the loss of data row " + row + " is " + squares / 2);
      }
      loss += weight * squares / 2;
    }
  }
}
