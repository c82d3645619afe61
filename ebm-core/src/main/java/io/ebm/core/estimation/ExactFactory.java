package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Tractable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code exact}: see {@link Exact}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class ExactFactory implements EstimatorFactory<ExactFactory.Config> {

  /** The config: nothing to set. */
  public record Config() {}

  @Override
  public String name() {
    return "exact";
  }

  @Override
  public String description() {
    return "What the energy itself computes, by enumeration, recursion or formula.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Tractable.class);
  }

  @Override
  public PartitionEstimator create(Config config, ComponentContext context) {
    return new Exact();
  }
}
