package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Setting;

/** {@code quadrature}: see {@link Quadrature}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class QuadratureFactory implements EstimatorFactory<QuadratureFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(
              value = "0.0001",
              doc = "Half width of the interval to aim at, in nats, from 1e-8 to 0.1")
          double tolerance,
      @Setting(value = "5000000", doc = "How many energies may be computed, at least 10000")
          long limit) {

    public Config {
      Checks.between("tolerance", tolerance, 1e-8, 0.1);
      Checks.atLeast("limit", limit, 10_000);
    }
  }

  @Override
  public String name() {
    return "quadrature";
  }

  @Override
  public String description() {
    return "Adaptive quadrature, for energies of one to three real coordinates.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public PartitionEstimator create(Config config, ComponentContext context) {
    return new Quadrature(config.tolerance(), config.limit());
  }
}
