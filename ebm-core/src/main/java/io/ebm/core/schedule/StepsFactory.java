package io.ebm.core.schedule;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Schedule;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.Setting;
import java.util.Collections;
import java.util.List;

/** Jumps from value to value at given points of the run. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(ScheduleFactory.class)
public final class StepsFactory implements ScheduleFactory<StepsFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The values, one more than boundaries") List<Double> values,
      @Setting(doc = "Where the next value begins to hold: rising fractions of the run, 0 to 1")
          List<Double> boundaries) {

    public Config {
      values = List.copyOf(values);
      boundaries = List.copyOf(boundaries);
      Checks.that(!values.isEmpty(), "values", "must not be empty");
      for (double value : values) {
        Ramp.checkFinite("values", value);
      }
      Checks.that(
          boundaries.size() == values.size() - 1,
          "boundaries",
          "must be one fewer than the "
              + values.size()
              + " values, but there are "
              + boundaries.size());
      double before = 0;
      for (double boundary : boundaries) {
        Checks.that(
            boundary > before && boundary < 1,
            "boundaries",
            "must rise and lie between 0 and 1, but are " + boundaries);
        before = boundary;
      }
    }
  }

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public String description() {
    return "Jumps from value to value at given points of the run.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Schedule create(Config config) {
    List<Double> values = config.values();
    List<Double> boundaries = config.boundaries();
    return new Ramp(
        p -> {
          int passed = 0;
          while (passed < boundaries.size() && p >= boundaries.get(passed)) {
            passed++;
          }
          return values.get(passed);
        },
        Collections.min(values),
        Collections.max(values),
        0);
  }
}
