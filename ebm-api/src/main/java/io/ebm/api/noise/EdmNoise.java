package io.ebm.api.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;

/**
 * The schedule of Karras, Aittala, Aila and Laine (2022, "Elucidating the design space of
 * diffusion-based generative models"): a sampler's levels are even in {@code σ^(1/ρ)} (equation 5),
 * those to train at have a normal logarithm (table 1); states are not shrunk.
 *
 * @param lowest {@code σ_min}
 * @param highest {@code σ_max}
 * @param rho {@code ρ}
 * @param mean the mean of {@code ln σ} in training
 * @param deviation its standard deviation
 */
public record EdmNoise(
    @Setting(value = "0.002", doc = "The least noise level σ, positive.") double lowest,
    @Setting(value = "80", doc = "The greatest noise level, above the least.") double highest,
    @Setting(value = "7", doc = "How much denser levels lie where there is little noise; positive.")
        double rho,
    @Setting(value = "-1.2", doc = "Mean of ln σ in training.") double mean,
    @Setting(value = "1.2", doc = "Standard deviation of ln σ in training, positive.")
        double deviation)
    implements NoiseSchedule {

  /** Checks the values. */
  public EdmNoise {
    Levels.check(lowest, highest);
    Checks.positive("rho", rho);
    Checks.that(Double.isFinite(mean), "mean", "must be a number, but is " + mean);
    Checks.positive("deviation", deviation);
  }

  /** The schedule with the usual settings. */
  public static EdmNoise usual() {
    return new EdmNoise(0.002, 80, 7, -1.2, 1.2);
  }

  private double root(double sigma) {
    return Math.pow(sigma, 1 / rho);
  }

  private double rootAt(double time) {
    return root(lowest) + time * (root(highest) - root(lowest));
  }

  @Override
  public double sigma(double time) {
    return time == 0 ? lowest : time == 1 ? highest : Math.pow(rootAt(time), rho);
  }

  @Override
  public double sigmaSlope(double time) {
    return rho * Math.pow(rootAt(time), rho - 1) * (root(highest) - root(lowest));
  }

  /** A level whose logarithm is normal, within the least and the greatest. */
  @Override
  public double draw(RandomStream random) {
    double level = Math.exp(mean + deviation * random.nextGaussian());
    return Math.min(highest, Math.max(lowest, level));
  }

  /** Makes {@code edm} known to experiments. */
  @AutoService(NoiseScheduleFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends NoiseScheduleOf<EdmNoise> {
    /** For the service loader. */
    public Factory() {
      super(
          "edm",
          "Levels even in a root of the noise, and a normal logarithm to train at.",
          EdmNoise.class);
    }
  }
}
