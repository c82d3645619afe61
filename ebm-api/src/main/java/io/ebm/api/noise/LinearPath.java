package io.ebm.api.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;

/**
 * The straight path from data to noise, {@code x_t = (1 - t) x_0 + t ε}: {@code s = 1 - t}, {@code
 * σ = t / (1 - t)}, whose velocity {@code ε - x_0} flow matching learns (Lipman et al. 2023, "Flow
 * matching for generative modeling"; Liu, Gong and Liu 2023, "Flow straight and fast"). Times to
 * train at are logistic functions of normal numbers (Esser et al. 2024, "Scaling rectified flow
 * transformers", section 3.1).
 *
 * @param from the time that is taken as the first, and how far before 1 the last is
 * @param mean the mean of {@code logit t} in training
 * @param deviation its standard deviation
 */
public record LinearPath(
    @Setting(
            value = "0.002",
            doc = "The first time, and how far before 1 the last is: above 0, below 0.5.")
        double from,
    @Setting(value = "0", doc = "Mean of logit t in training.") double mean,
    @Setting(value = "1", doc = "Standard deviation of logit t in training, positive.")
        double deviation)
    implements NoiseSchedule {

  /** Checks the values. */
  public LinearPath {
    Levels.checkFrom(from);
    Checks.that(Double.isFinite(mean), "mean", "must be a number, but is " + mean);
    Checks.positive("deviation", deviation);
  }

  private double part(double time) {
    return from + (1 - 2 * from) * time;
  }

  @Override
  public double scale(double time) {
    return 1 - part(time);
  }

  @Override
  public double scaleSlope(double time) {
    return -(1 - 2 * from);
  }

  @Override
  public double sigma(double time) {
    return part(time) / (1 - part(time));
  }

  @Override
  public double sigmaSlope(double time) {
    return (1 - 2 * from) / ((1 - part(time)) * (1 - part(time)));
  }

  /**
   * The level of a time whose logit is normal, which is lognormal, within the least and greatest.
   */
  @Override
  public double draw(RandomStream random) {
    double level = Math.exp(mean + deviation * random.nextGaussian()); // t / (1 - t)
    return Math.min(highest(), Math.max(lowest(), level));
  }

  /** Makes {@code linear-path} known to experiments. */
  @AutoService(NoiseScheduleFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends NoiseScheduleOf<LinearPath> {
    /** For the service loader. */
    public Factory() {
      super("linear-path", "The straight path from data to noise, as of flows.", LinearPath.class);
    }
  }
}
