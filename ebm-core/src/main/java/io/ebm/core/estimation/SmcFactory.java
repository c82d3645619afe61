package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code smc}: see {@link Smc}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class SmcFactory implements EstimatorFactory<SmcConfig> {

  @Override
  public String name() {
    return "smc";
  }

  @Override
  public String description() {
    return "Sequential Monte Carlo: annealed importance sampling with resampling.";
  }

  @Override
  public Class<SmcConfig> configType() {
    return SmcConfig.class;
  }

  @Override
  public Optional<String> misfit(@Nullable SmcConfig config, FitContext context) {
    return Path.misfit(config == null ? null : config.sampler(), context);
  }

  @Override
  public FitContext within(FitContext context) {
    return Path.within(context);
  }

  @Override
  public PartitionEstimator create(SmcConfig config, ComponentContext context) {
    return new Smc(config);
  }
}
