package io.ebm.api.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;

/**
 * As {@link VariancePreserving}, with less noise on the way: {@code s = α}, {@code σ = (1 - α²) /
 * α} (Song et al. 2021, equation 14).
 *
 * @param betaFirst {@code β} at time 0
 * @param betaLast {@code β} at time 1
 * @param from the time that is taken as the first
 */
public record SubVariancePreserving(
    @Setting(value = "0.1", doc = "Rate β at time 0, positive.") double betaFirst,
    @Setting(value = "20", doc = "Rate β at time 1, not below the first.") double betaLast,
    @Setting(value = "0.001", doc = "The time that is taken as the first, above 0, below 0.5.")
        double from)
    implements NoiseSchedule {

  /** Checks the values. */
  public SubVariancePreserving {
    Levels.checkBetas(betaFirst, betaLast, from);
  }

  private VariancePreserving whole() {
    return new VariancePreserving(betaFirst, betaLast, from);
  }

  @Override
  public double scale(double time) {
    return whole().scale(time);
  }

  @Override
  public double scaleSlope(double time) {
    return whole().scaleSlope(time);
  }

  @Override
  public double sigma(double time) {
    double more = whole().sigma(time);
    return more * more * scale(time);
  }

  @Override
  public double sigmaSlope(double time) {
    double more = whole().sigma(time);
    return 2 * more * whole().sigmaSlope(time) * scale(time) + more * more * scaleSlope(time);
  }

  /** Makes {@code sub-vp} known to experiments. */
  @AutoService(NoiseScheduleFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends NoiseScheduleOf<SubVariancePreserving> {
    /** For the service loader. */
    public Factory() {
      super(
          "sub-vp",
          "States shrink as by variance-preserving, with less noise on the way.",
          SubVariancePreserving.class);
    }
  }
}
