package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Setting;

/** The energy {@code ring}: a ring, or a sphere, with soft walls. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class RingFactory implements EnergyFactory<RingFactory.Config> {

  /**
   * Settings of {@code ring}.
   *
   * @param dim coordinates, at least 1
   * @param radius radius, positive
   * @param width standard deviation across the wall, positive
   */
  public record Config(
      @Setting(value = "2", doc = "Coordinates, at least 1.") int dim,
      @Setting(value = "2", doc = "Radius, positive.") double radius,
      @Setting(value = "0.2", doc = "Standard deviation across the wall, positive.") double width) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("dim", dim, 1);
      Checks.positive("radius", radius);
      Checks.positive("width", width);
    }
  }

  @Override
  public String name() {
    return "ring";
  }

  @Override
  public String description() {
    return "A ring, or a sphere, with soft walls; log Z and samples are exact.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Ring create(Config config, ComponentContext context) {
    return new Ring(config.dim(), config.radius(), config.width());
  }
}
