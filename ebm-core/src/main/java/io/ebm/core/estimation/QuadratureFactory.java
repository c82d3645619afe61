package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
      @Setting(value = "5000000", doc = "How many energies the integral may take, at least 10000")
          long limit,
      @Setting(
              value = "200000",
              doc =
                  "About how many energies the search for wells may take before, at least 1000; the"
                      + " more, the narrower wells it sees. No more than a tenth of limit, and with"
                      + " data a quarter of this, are taken")
          long search,
      @Setting(
              doc =
                  "Two numbers, as in [-5, 5], between which every coordinate of all mass is known to"
                      + " lie; the integral is over these alone")
          @Nullable List<Double> within) {

    public Config {
      new Quadrature(tolerance, limit, search, within); // its checks
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
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return Quadrature.misfit(context.energy().space());
  }

  @Override
  public PartitionEstimator create(Config config, ComponentContext context) {
    return new Quadrature(config.tolerance(), config.limit(), config.search(), config.within());
  }
}
