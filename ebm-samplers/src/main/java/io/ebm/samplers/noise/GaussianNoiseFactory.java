package io.ebm.samplers.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/**
 * {@code gaussian}: normal noise on real spaces, the same and independent in all coordinates, or
 * with the mean and the variances or the whole covariance of the training data (every one of them,
 * divided by their number, plus {@code ridge}). Computes in double precision.
 */
@AutoService(NoiseFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class GaussianNoiseFactory implements NoiseFactory<GaussianNoiseFactory.Config> {

  /** What is taken from the data. */
  public enum Fit {
    /** Nothing. */
    NONE,
    /** Means and variances. */
    DIAGONAL,
    /** Means and covariances. */
    FULL
  }

  /**
   * Settings of {@code gaussian}.
   *
   * @param mean of every coordinate, unless fitted; finite
   * @param deviation of every coordinate, unless fitted; positive
   * @param fit what is taken from the training data
   * @param ridge added to fitted variances, positive
   */
  public record Config(
      @Setting(value = "0", doc = "Mean of every coordinate, unless fitted; finite.") double mean,
      @Setting(
              value = "1",
              doc = "Standard deviation of every coordinate, unless fitted; positive.")
          double deviation,
      @Setting(
              value = "\"none\"",
              doc = "What is fitted to the training data: nothing, variances, all covariances.")
          Fit fit,
      @Setting(value = "0.0001", doc = "Added to every fitted variance, positive.") double ridge) {

    /** Checks the ranges. */
    public Config {
      Checks.that(Double.isFinite(mean), "mean", "must be finite, but is " + mean);
      Checks.positive("deviation", deviation);
      Checks.positive("ridge", ridge);
    }
  }

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public String description() {
    return "Normal noise, given or fitted to the data; for real spaces.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Noise create(Config config, ComponentContext context) {
    if (config.fit() == Fit.NONE) {
      return space -> {
        int dim = real(space).dim();
        double[] mean = new double[dim];
        double[] deviations = new double[dim];
        Arrays.fill(mean, config.mean());
        Arrays.fill(deviations, config.deviation());
        return new GaussianNoise(mean, deviations, true);
      };
    }
    Dataset data =
        context
            .data()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "noise 'gaussian' cannot be fitted: the experiment has no data;"
                            + " leave 'fit' out, or give data"));
    GaussianNoise fitted = GaussianFit.of(data, config.fit() == Fit.DIAGONAL, config.ridge());
    return space -> {
      if (real(space).dim() != data.space().dim()) {
        throw new IllegalArgumentException(
            "noise 'gaussian' is fitted to data on "
                + data.space()
                + ", not to states on "
                + space);
      }
      return fitted;
    };
  }

  private static StateSpace real(StateSpace space) {
    if (!(space instanceof StateSpace.Real)) {
      throw new IllegalArgumentException(
          "noise 'gaussian' is for real states without bounds, not for "
              + space
              + "; 'uniform' fits there");
    }
    return space;
  }
}
