package io.ebm.core.estimation;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.PartitionEstimator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code importance}: see {@link Importance}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(EstimatorFactory.class)
public final class ImportanceFactory implements EstimatorFactory<ImportanceConfig> {

  @Override
  public String name() {
    return "importance";
  }

  @Override
  public String description() {
    return "Importance sampling by draws of a proposal, or of the base of the energy.";
  }

  @Override
  public Class<ImportanceConfig> configType() {
    return ImportanceConfig.class;
  }

  @Override
  public Optional<String> misfit(@Nullable ImportanceConfig config, FitContext context) {
    return Importance.misfit(config, context);
  }

  @Override
  public PartitionEstimator create(ImportanceConfig config, ComponentContext context) {
    return new Importance(config);
  }
}
