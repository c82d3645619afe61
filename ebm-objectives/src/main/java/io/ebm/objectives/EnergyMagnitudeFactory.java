package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code energy-magnitude}: {@code Σ_i E(x_i)²} over the data; a regulariser, to be a term of
 * {@code sum} (Du and Mordatch 2019, section 3.3). A likelihood objective knows energies only by
 * differences, so that their level drifts, and with chains that cannot follow the gap between data
 * and chains grows without end.
 *
 * <p>With {@code noise} the rows are first moved by normal noise of that standard deviation, so
 * that energies around the data are held too.
 *
 * <p><b>Cost.</b> A step evaluates every row once and takes one gradient of it.
 *
 * <p><b>Metrics.</b> {@code energy-magnitude}, the mean square.
 *
 * <p><b>Errors.</b> {@link NonFiniteException} when an energy is not finite; {@link
 * IllegalArgumentException} for noise where states are not real.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class EnergyMagnitudeFactory
    implements ObjectiveFactory<EnergyMagnitudeFactory.Config> {

  private static final String WHO = "objective 'energy-magnitude'";

  /**
   * Settings of {@code energy-magnitude}.
   *
   * @param noise standard deviation, not negative
   */
  public record Config(
      @Setting(
              value = "0",
              doc = "Standard deviation of the noise by which rows are moved, not negative.")
          double noise) {

    /** Checks the range. */
    public Config {
      Checks.notNegative("noise", noise);
    }
  }

  @Override
  public String name() {
    return "energy-magnitude";
  }

  @Override
  public String description() {
    return "Regulariser: the squared energies of data, against levels that drift.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Magnitude(config.noise());
  }

  private static final class Magnitude implements Objective {
    private final Disturbed disturbed;
    private double[] energies = new double[0];
    private double[] weights = new double[0];

    Magnitude(double noise) {
      disturbed = new Disturbed(WHO, noise);
    }

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
      int n = data.size();
      if (energies.length != n) {
        energies = new double[n];
        weights = new double[n];
      }
      Batch rows = disturbed.of(energy.space(), data, context.random());
      energy.energies(rows, energies);
      double value = 0;
      for (int i = 0; i < n; i++) {
        value += energies[i] * energies[i];
        weights[i] = 2 * energies[i];
        if (!Double.isFinite(value)) {
          throw new NonFiniteException("the energy of row " + i + " is " + energies[i]);
        }
      }
      learnable.accumulate(rows, weights, gradient);
      context.metrics().record("energy-magnitude", value / Math.max(1, n));
      return value;
    }
  }
}
