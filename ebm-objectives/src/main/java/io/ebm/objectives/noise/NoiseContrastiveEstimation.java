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
  private double[] energies = new double[0];
  private double[] densities = new double[0];
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
    Noise.Density law = density(energy.space());
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
    energy.energies(rows, energies);
    law.logDensities(rows, densities);
    double logRatio = Math.log(config.ratio());
    for (int i = 0; i < rows.size(); i++) {
      if (densities[i] == Double.NEGATIVE_INFINITY) {
        throw new NonFiniteException(
            "the noise has density 0 at "
                + (data ? "data" : "noise")
                + " row "
                + i
                + "; the noise of nce must be spread wherever the data are");
      }
      double margin = -energies[i] - c - densities[i] - logRatio;
      double loss = Logistic.softplus(data ? -margin : margin);
      if (!Double.isFinite(loss)) {
        throw new NonFiniteException(
            "the energy of "
                + (data ? "data" : "noise")
                + " row "
                + i
                + " is "
                + energies[i]
                + " and the log-density of the noise there "
                + densities[i]);
      }
      value += loss;
      weights[i] = data ? Logistic.sigmoid(-margin) : -Logistic.sigmoid(margin);
      pull += weights[i];
      right += data == margin > 0 ? 1 : 0;
    }
    learnable.accumulate(rows, weights, gradient);
  }

  private Noise.Density density(StateSpace states) {
    Noise.Density known = density;
    if (known == null || !states.equals(space)) {
      known = noise.on(states);
      density = known;
      space = states;
    }
    return known;
  }

  private void allocate(int n, int dim) {
    if (energies.length != n || drawn.dim() != dim) {
      drawn = Batch.allocate(n * config.ratio(), dim);
      filled = false;
      energies = new double[n];
      densities = new double[n];
      weights = new double[n];
    }
  }
}
