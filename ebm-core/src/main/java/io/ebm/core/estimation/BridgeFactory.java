package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code bridge}: see {@link Bridge}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class BridgeFactory implements EstimatorFactory<BridgeConfig> {

  @Override
  public String name() {
    return "bridge";
  }

  @Override
  public String description() {
    return "Bridge sampling (acceptance ratios) between neighbouring points of a path.";
  }

  @Override
  public Class<BridgeConfig> configType() {
    return BridgeConfig.class;
  }

  @Override
  public Optional<String> misfit(@Nullable BridgeConfig config, FitContext context) {
    return Path.misfit(config == null ? null : config.sampler(), context);
  }

  @Override
  public FitContext within(FitContext context) {
    return Path.within(context);
  }

  @Override
  public PartitionEstimator create(BridgeConfig config, ComponentContext context) {
    return new Bridge(config);
  }
}
