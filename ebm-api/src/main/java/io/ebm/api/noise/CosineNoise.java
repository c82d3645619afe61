package io.ebm.api.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;

/**
 * Variance preserving with {@code α(t) = cos(φ(t))} at an angle that grows linearly, so that {@code
 * s = cos φ}, {@code σ = tan φ} (Nichol and Dhariwal 2021, "Improved denoising diffusion
 * probabilistic models", section 3.2, without its small shift). The angle stays away from both ends
 * of {@code [0, π/2]}, where there is no noise and no end of it.
 *
 * @param from the fraction of the quarter turn at which the angle begins, and before whose end it
 *     stops
 */
public record CosineNoise(
    @Setting(
            value = "0.005",
            doc =
                "Where the angle begins, as a part of a quarter turn, and how far before its end it"
                    + " stops: above 0, below 0.5.")
        double from)
    implements NoiseSchedule {

  /** Checks the values. */
  public CosineNoise {
    Levels.checkFrom(from);
  }

  private double angle(double time) {
    return (from + (1 - 2 * from) * time) * Math.PI / 2;
  }

  private double turn() {
    return (1 - 2 * from) * Math.PI / 2;
  }

  @Override
  public double scale(double time) {
    return Math.cos(angle(time));
  }

  @Override
  public double scaleSlope(double time) {
    return -Math.sin(angle(time)) * turn();
  }

  @Override
  public double sigma(double time) {
    return Math.tan(angle(time));
  }

  @Override
  public double sigmaSlope(double time) {
    double scale = scale(time);
    return turn() / (scale * scale);
  }

  /** Makes {@code cosine-noise} known to experiments. */
  @AutoService(NoiseScheduleFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends NoiseScheduleOf<CosineNoise> {
    /** For the service loader. */
    public Factory() {
      super(
          "variance-preserving-cosine",
          "States shrink and noise grows as the cosine and the sine of an angle.",
          CosineNoise.class);
    }
  }
}
