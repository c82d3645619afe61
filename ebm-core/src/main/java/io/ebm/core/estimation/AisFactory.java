package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.PartitionEstimator;

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
  public PartitionEstimator create(AisConfig config, ComponentContext context) {
    return new Ais(config);
  }
}
