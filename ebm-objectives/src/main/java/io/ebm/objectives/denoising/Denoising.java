package io.ebm.objectives.denoising;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.DenoiserLearnable;
import io.ebm.api.noise.Denoisers;
import io.ebm.api.noise.Guidable;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.api.noise.NoiseSchedule;
import java.util.Optional;

/** Regression on clean states at levels of a schedule; see {@link DenoisingFactory}. */
final class Denoising implements Objective {

  private final String who;
  private final NoiseSchedule schedule;
  private final LevelWeight weight;
  private final double dropContext;
  private Batch disturbed = Batch.allocate(0, 1);
  private Batch denoised = Batch.allocate(0, 1);
  private float[] noise = new float[0];
  private double[] sigmas = new double[0];
  private boolean[] forget = new boolean[0];

  Denoising(String name, NoiseSchedule schedule, LevelWeight weight, double dropContext) {
    this.who = "objective '" + name + "'";
    this.schedule = schedule;
    this.weight = weight;
    this.dropContext = dropContext;
  }

  /** Why it cannot be used on an energy. */
  static Optional<String> misfit(FitContext context, double dropContext) {
    if (!(context.energy().space() instanceof StateSpace.Real)) {
      return Optional.of(
          "adds noise to unbounded real states, not to those of " + context.energy().space());
    }
    if (Denoisers.learnable(context.energy()).isEmpty()) {
      return context
          .lacks(NoiseConditioned.class, ScoreLearnable.class)
          .or(() -> context.lacks(DenoiserLearnable.class));
    }
    return dropContext > 0
        ? context.lacks(Guidable.class).map(why -> why + "; set dropContext to 0")
        : Optional.empty();
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    FitContext.require(who, misfit(FitContext.of(energy), dropContext));
    int n = data.size();
    int dim = data.dim();
    if (disturbed.size() != n || disturbed.dim() != dim) {
      disturbed = Batch.allocate(n, dim);
      denoised = Batch.allocate(n, dim);
      noise = new float[n * dim];
      sigmas = new double[n];
      forget = new boolean[n];
    }
    RandomStream random = context.random();
    for (int i = 0; i < n; i++) {
      sigmas[i] = schedule.draw(random);
      forget[i] = dropContext > 0 && random.nextDouble() < dropContext;
    }
    random.fillGaussian(noise, 0, noise.length);
    for (int i = 0; i < n; i++) {
      float sigma = (float) sigmas[i];
      for (int j = 0; j < dim; j++) {
        disturbed.set(i, j, data.get(i, j) + sigma * noise[i * dim + j]);
      }
    }
    EnergyFunction target =
        dropContext > 0
            ? Capabilities.require(energy, Guidable.class, who).without(forget)
            : energy;
    DenoiserLearnable model = Denoisers.learnable(target).orElseThrow();
    double[] loss = new double[1];
    ScoreLearnable.Directions slopes =
        (from, to) -> {
          for (int i = from; i < to; i++) {
            loss[0] += slope(model, data, i);
          }
        };
    model.accumulateDenoiser(disturbed, sigmas, denoised, slopes, gradient);
    return loss[0];
  }

  /** Answers {@code ½ w |D - x|²} and makes {@code w (D - x)} of what is denoised. */
  private double slope(DenoiserLearnable model, Batch data, int row) {
    double factor = weight.of(model, sigmas[row]);
    double squares = 0;
    for (int j = 0; j < data.dim(); j++) {
      double miss = (double) denoised.get(row, j) - data.get(row, j);
      squares += miss * miss;
      denoised.set(row, j, (float) (factor * miss));
    }
    if (!Double.isFinite(squares)) {
      throw new NonFiniteException(
          "the loss of data row " + row + " at noise " + sigmas[row] + " is " + squares);
    }
    return factor * squares / 2;
  }
}
