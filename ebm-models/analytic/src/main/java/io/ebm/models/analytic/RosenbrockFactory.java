package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Setting;

/** The energy {@code rosenbrock}: Rosenbrock's valley. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class RosenbrockFactory implements EnergyFactory<RosenbrockFactory.Config> {

  /**
   * Settings of {@code rosenbrock}.
   *
   * @param dim coordinates, at least 2
   * @param a where the first coordinate's mean lies
   * @param b how narrow the valley is, positive
   */
  public record Config(
      @Setting(value = "2", doc = "Coordinates, at least 2.") int dim,
      @Setting(value = "1", doc = "Where the first coordinate's mean lies.") double a,
      @Setting(value = "100", doc = "How narrow the valley is, positive.") double b) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("dim", dim, 2);
      Checks.that(Double.isFinite(a), "a", "must be finite, but is " + a);
      Checks.positive("b", b);
    }
  }

  @Override
  public String name() {
    return "rosenbrock";
  }

  @Override
  public String description() {
    return "Rosenbrock's valley, in any number of coordinates; log Z and samples are exact.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Rosenbrock create(Config config, ComponentContext context) {
    return new Rosenbrock(config.dim(), config.a(), config.b());
  }
}
