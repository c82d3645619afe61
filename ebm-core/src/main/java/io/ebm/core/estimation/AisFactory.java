package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code ais}: see {@link Ais}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class AisFactory implements EstimatorFactory<AisConfig> {

  @Override
  public String name() {
    return "ais";
  }

  @Override
  public String description() {
    return "Annealed importance sampling: a stochastic lower bound.";
  }

  @Override
  public Class<AisConfig> configType() {
    return AisConfig.class;
  }

  @Override
  public Optional<String> misfit(@Nullable AisConfig config, FitContext context) {
    return Path.misfit(config == null ? null : config.sampler(), context);
  }

  @Override
  public FitContext within(FitContext context) {
    return Path.within(context);
  }

  @Override
  public PartitionEstimator create(AisConfig config, ComponentContext context) {
    return new Ais(config);
  }
}
