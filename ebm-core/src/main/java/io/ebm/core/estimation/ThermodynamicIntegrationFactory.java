package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code thermodynamic-integration}: see {@link ThermodynamicIntegration}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class ThermodynamicIntegrationFactory implements EstimatorFactory<IntegrationConfig> {

  @Override
  public String name() {
    return "thermodynamic-integration";
  }

  @Override
  public String description() {
    return "The mean slope of the energy along a path, integrated by Simpson's rule.";
  }

  @Override
  public Class<IntegrationConfig> configType() {
    return IntegrationConfig.class;
  }

  @Override
  public Optional<String> misfit(@Nullable IntegrationConfig config, FitContext context) {
    return Path.misfit(config == null ? null : config.sampler(), context);
  }

  @Override
  public FitContext within(FitContext context) {
    return Path.within(context);
  }

  @Override
  public PartitionEstimator create(IntegrationConfig config, ComponentContext context) {
    return new ThermodynamicIntegration(config);
  }
}
