package io.ebm.core.schedule;

import com.google.auto.service.AutoService;
import io.ebm.api.Schedule;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.Setting;

/** Goes from one value to another along half a wave of a cosine, flat at both ends. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(ScheduleFactory.class)
public final class CosineFactory implements ScheduleFactory<CosineFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The value at the beginning") double from,
      @Setting(doc = "The value at the end") double to,
      @Setting(
              value = "0",
              doc = "The fraction of the run in which the value climbs from a hundredth of 'from'")
          double warmup) {

    public Config {
      Ramp.checkFinite("from", from);
      Ramp.checkFinite("to", to);
      Ramp.checkWarmup(warmup);
    }
  }

  @Override
  public String name() {
    return "cosine";
  }

  @Override
  public String description() {
    return "Goes from one value to another along half a wave of a cosine, flat at both ends.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Schedule create(Config config) {
    double from = config.from();
    double to = config.to();
    return Ramp.between(
        from, to, config.warmup(), p -> to + (from - to) * (1 + Math.cos(Math.PI * p)) / 2);
  }
}
