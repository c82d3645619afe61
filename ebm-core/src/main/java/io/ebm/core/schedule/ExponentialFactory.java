package io.ebm.core.schedule;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Schedule;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.Setting;

/** Goes from one value to another by a constant factor per step. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(ScheduleFactory.class)
public final class ExponentialFactory implements ScheduleFactory<ExponentialFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The value at the beginning, positive") double from,
      @Setting(doc = "The value at the end, positive") double to,
      @Setting(
              value = "0",
              doc = "The fraction of the run in which the value climbs from a hundredth of 'from'")
          double warmup) {

    public Config {
      Checks.positive("from", from);
      Checks.positive("to", to);
      Ramp.checkWarmup(warmup);
    }
  }

  @Override
  public String name() {
    return "exponential";
  }

  @Override
  public String description() {
    return "Goes from one value to another by a constant factor per step.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Schedule create(Config config) {
    double from = config.from();
    double to = config.to();
    return Ramp.between(from, to, config.warmup(), p -> from * Math.pow(to / from, p));
  }
}
