package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Setting;

/** The energy {@code funnel}: Neal's funnel. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class FunnelFactory implements EnergyFactory<FunnelFactory.Config> {

  /**
   * Settings of {@code funnel}.
   *
   * @param dim coordinates, at least 2; the first is the logarithm of the others' variance
   * @param sd standard deviation of the first coordinate, positive
   */
  public record Config(
      @Setting(
              value = "10",
              doc = "Coordinates, at least 2; the first is the logarithm of the others' variance.")
          int dim,
      @Setting(value = "3", doc = "Standard deviation of the first coordinate, positive.")
          double sd) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("dim", dim, 2);
      Checks.positive("sd", sd);
    }
  }

  @Override
  public String name() {
    return "funnel";
  }

  @Override
  public String description() {
    return "Neal's funnel; log Z, moments and samples are exact.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Funnel create(Config config, ComponentContext context) {
    return new Funnel(config.dim(), config.sd());
  }
}
