package io.ebm.core.schedule;

import com.google.auto.service.AutoService;
import io.ebm.api.Schedule;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.Setting;

/** Stays at one value, after a warm-up if that is asked for. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(ScheduleFactory.class)
public final class ConstantFactory implements ScheduleFactory<ConstantFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The value") double value,
      @Setting(
              value = "0",
              doc = "The fraction of the run in which the value climbs from a hundredth of 'value'")
          double warmup) {

    public Config {
      Ramp.checkFinite("value", value);
      Ramp.checkWarmup(warmup);
    }
  }

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public String description() {
    return "Stays at one value, after a warm-up if that is asked for.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Schedule create(Config config) {
    double value = config.value();
    return config.warmup() == 0
        ? Schedule.constant(value)
        : Ramp.between(value, value, config.warmup(), p -> value);
  }
}
