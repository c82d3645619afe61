package io.ebm.api.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;

/**
 * Noise that grows by a constant factor while states stay as they are: {@code σ(t) = σ_min (σ_max /
 * σ_min)^t}, {@code s = 1} (Song et al. 2021, "Score-based generative modeling through stochastic
 * differential equations", appendix C).
 *
 * @param lowest {@code σ_min}
 * @param highest {@code σ_max}
 */
public record VarianceExploding(
    @Setting(value = "0.01", doc = "The least noise level σ, positive.") double lowest,
    @Setting(
            value = "50",
            doc =
                "The greatest noise level: several times the spread of the data, above the least.")
        double highest)
    implements NoiseSchedule {

  /** Checks the values. */
  public VarianceExploding {
    Levels.check(lowest, highest);
  }

  @Override
  public double sigma(double time) {
    return lowest * Math.pow(highest / lowest, time);
  }

  @Override
  public double sigmaSlope(double time) {
    return sigma(time) * Math.log(highest / lowest);
  }

  /** Makes {@code variance-exploding} known to experiments. */
  @AutoService(NoiseScheduleFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends NoiseScheduleOf<VarianceExploding> {
    /** For the service loader. */
    public Factory() {
      super(
          "variance-exploding",
          "Noise grows by a constant factor; states are not shrunk.",
          VarianceExploding.class);
    }
  }
}
