package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code sandwich}: see {@link Sandwich}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class SandwichFactory implements EstimatorFactory<ReverseConfig> {

  @Override
  public String name() {
    return "sandwich";
  }

  @Override
  public String description() {
    return "Annealed importance sampling forward and in reverse: log Z between the two.";
  }

  @Override
  public Class<ReverseConfig> configType() {
    return ReverseConfig.class;
  }

  @Override
  public Optional<String> misfit(@Nullable ReverseConfig config, FitContext context) {
    return ReverseAis.misfit(config, context);
  }

  @Override
  public FitContext within(FitContext context) {
    return Path.within(context);
  }

  @Override
  public PartitionEstimator create(ReverseConfig config, ComponentContext context) {
    return new Sandwich(config);
  }
}
