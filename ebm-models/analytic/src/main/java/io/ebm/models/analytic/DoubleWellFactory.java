package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Setting;

/** The energy {@code double-well}: two wells with a barrier between them. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class DoubleWellFactory implements EnergyFactory<DoubleWellFactory.Config> {

  /**
   * Settings of {@code double-well}.
   *
   * @param dim coordinates; those after the first are standard normal. At least 1
   * @param barrier height of the barrier in units of kT, positive
   * @param tilt half the difference in depth between the wells, to the left the deeper if positive
   * @param width distance of a well from the barrier, positive
   */
  public record Config(
      @Setting(
              value = "1",
              doc = "Coordinates; those after the first are standard normal. At least 1.")
          int dim,
      @Setting(value = "4", doc = "Height of the barrier in units of kT, positive.") double barrier,
      @Setting(
              value = "0",
              doc =
                  "Half the difference in depth between the wells, to the left the deeper if positive.")
          double tilt,
      @Setting(value = "1", doc = "Distance of a well from the barrier, positive.") double width) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("dim", dim, 1);
      Checks.positive("barrier", barrier);
      Checks.that(Double.isFinite(tilt), "tilt", "must be finite, but is " + tilt);
      Checks.positive("width", width);
    }
  }

  @Override
  public String name() {
    return "double-well";
  }

  @Override
  public String description() {
    return "Two wells with a barrier between them; log Z, moments and samples are exact.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public DoubleWell create(Config config, ComponentContext context) {
    return new DoubleWell(config.dim(), config.barrier(), config.tilt(), config.width());
  }
}
