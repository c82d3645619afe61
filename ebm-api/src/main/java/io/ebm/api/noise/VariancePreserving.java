package io.ebm.api.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;

/**
 * States shrink as noise grows, so that states of variance 1 keep it: {@code s = α}, {@code σ = √(1
 * - α²) / α}, with {@code α² = exp(-∫ β)} and a rate {@code β} that grows linearly with time (Ho,
 * Jain and Abbeel 2020, "Denoising diffusion probabilistic models"; Song et al. 2021, appendix C).
 * The time runs from {@code from} on, as there is no noise at 0.
 *
 * @param betaFirst {@code β} at time 0
 * @param betaLast {@code β} at time 1
 * @param from the time that is taken as the first
 */
public record VariancePreserving(
    @Setting(value = "0.1", doc = "Rate β at time 0, positive.") double betaFirst,
    @Setting(value = "20", doc = "Rate β at time 1, not below the first.") double betaLast,
    @Setting(value = "0.001", doc = "The time that is taken as the first, above 0, below 0.5.")
        double from)
    implements NoiseSchedule {

  /** Checks the values. */
  public VariancePreserving {
    Levels.checkBetas(betaFirst, betaLast, from);
  }

  /** {@code ∫ β} up to a time. */
  private double exponent(double time) {
    double t = from + (1 - from) * time;
    return t * (betaFirst + 0.5 * t * (betaLast - betaFirst));
  }

  private double beta(double time) {
    double t = from + (1 - from) * time;
    return (betaFirst + t * (betaLast - betaFirst)) * (1 - from);
  }

  @Override
  public double scale(double time) {
    return Math.exp(-exponent(time) / 2);
  }

  @Override
  public double scaleSlope(double time) {
    return -beta(time) / 2 * scale(time);
  }

  @Override
  public double sigma(double time) {
    return Math.sqrt(Math.expm1(exponent(time)));
  }

  @Override
  public double sigmaSlope(double time) {
    return beta(time) * Math.exp(exponent(time)) / (2 * sigma(time));
  }

  /** Makes {@code variance-preserving} known to experiments. */
  @AutoService(NoiseScheduleFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends NoiseScheduleOf<VariancePreserving> {
    /** For the service loader. */
    public Factory() {
      super(
          "variance-preserving",
          "States shrink as noise grows, at a rate that grows linearly.",
          VariancePreserving.class);
    }
  }
}
