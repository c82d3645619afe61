package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Noise;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.RandomStream;
import io.ebm.api.Residual;
import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/** The objective of {@link NceFactory}. */
final class NoiseContrastiveEstimation implements Objective, Parametric {

  private static final String WHO = "objective 'nce'";

  private final NceFactory.Config config;
  private final Noise noise;
  private final RandomStream fixed;
  private Parameters own;
  private Gradient ownGradient;
  private Noise.@Nullable Density density;
  private @Nullable StateSpace space;
  private Batch drawn = Batch.allocate(0, 1);
  private boolean filled;
  private double[] ratios = new double[0];
  private double[] weights = new double[0];
  private double value;
  private double pull;
  private int right;

  NoiseContrastiveEstimation(NceFactory.Config config, Noise noise, RandomStream fixed) {
    this.config = config;
    this.noise = noise;
    this.fixed = fixed;
    own = newParameters();
    ownGradient = own.newGradient();
  }

  @Override
  public Parameters newParameters() {
    Parameters.Builder builder = Parameters.builder();
    if (config.normaliser() == NceFactory.Normaliser.LEARNED) {
      builder.add(LOG_NORMALISER, 1);
    }
    Parameters made = builder.build();
    if (made.size() == 1) {
      made.values()[0] = (float) config.logNormaliser();
    }
    return made;
  }

  @Override
  public void bind(Parameters shared, Gradient into) {
    own = shared;
    ownGradient = into;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    Noise.Density law = density(energy);
    int n = data.size();
    allocate(n, data.dim());
    if (config.redraw() || !filled) {
      law.sample(drawn, (config.redraw() ? context.random() : fixed).split("noise"));
      filled = true;
    }
    double c = own.size() == 1 ? own.values()[0] : config.logNormaliser();
    value = 0;
    pull = 0;
    right = 0;
    side(energy, learnable, law, data, c, true, gradient);
    for (int k = 0; k < config.ratio(); k++) {
      side(energy, learnable, law, drawn.slice(k * n, (k + 1) * n), c, false, gradient);
    }
    if (own.size() == 1) {
      ownGradient.values()[0] += (float) pull;
      context.metrics().record(LOG_NORMALISER, c);
    }
    context.metrics().record("noise-accuracy", right / Math.max(1.0, n * (1.0 + config.ratio())));
    return value;
  }

  /** One row of data or noise for every context; see the factory for the formula. */
  private void side(
      EnergyFunction energy,
      Learnable learnable,
      Noise.Density law,
      Batch rows,
      double c,
      boolean data,
      Gradient gradient) {
    Residual.logWeights(energy, law, rows, ratios);
    double logRatio = Math.log(config.ratio());
    for (int i = 0; i < rows.size(); i++) {
      double margin = ratios[i] - c - logRatio;
      double loss = Logistic.softplus(data ? -margin : margin);
      if (!Double.isFinite(loss)) {
        throw new NonFiniteException(whyNot(energy, law, rows, i, data ? "data" : "noise"));
      }
      value += loss;
      weights[i] = data ? Logistic.sigmoid(-margin) : -Logistic.sigmoid(margin);
      pull += weights[i];
      right += data == margin > 0 ? 1 : 0;
    }
    learnable.accumulate(rows, weights, gradient);
  }

  private static String whyNot(
      EnergyFunction energy, Noise.Density law, Batch rows, int i, String side) {
    double[] one = new double[1];
    law.logDensities(rows.slice(i, i + 1), one);
    double density = one[0];
    energy.energies(rows.slice(i, i + 1), one);
    return density == Double.NEGATIVE_INFINITY
        ? "the noise has density 0 at "
            + side
            + " row "
            + i
            + "; the noise of nce must be spread wherever the data are"
        : "the energy of "
            + side
            + " row "
            + i
            + " is "
            + one[0]
            + " and the log-density of the noise there "
            + density;
  }

  private Noise.Density density(EnergyFunction energy) {
    Noise.Density known = density;
    if (known == null || !energy.space().equals(space)) {
      known = noise.on(energy);
      density = known;
      space = energy.space();
    }
    return known;
  }

  private void allocate(int n, int dim) {
    if (ratios.length != n || drawn.dim() != dim) {
      drawn = Batch.allocate(n * config.ratio(), dim);
      filled = false;
      ratios = new double[n];
      weights = new double[n];
    }
  }
}
