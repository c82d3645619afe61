package io.ebm.objectives.likelihood;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.ExactExpectations;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Tractable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code maximum-likelihood}: the exact negative log-likelihood {@code Σ_i E(x_i) + log Z} of an
 * energy whose partition function can be computed, with its exact gradient {@code Σ_i ∇θ E(x_i) -
 * E_{x ~ p}[∇θ E(x)]}. For a conditional model {@code Z_i} is that of row {@code i}'s context.
 *
 * <p><b>Value.</b> The negative log-likelihood in nats, summed over the rows.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.UnsupportedEnergyException} where the partition function
 * cannot be computed; {@link io.ebm.api.NonFiniteException} when it, or an energy, is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MaximumLikelihoodFactory
    implements ObjectiveFactory<MaximumLikelihoodFactory.Config> {

  /** No settings. */
  public record Config() {}

  @Override
  public String name() {
    return "maximum-likelihood";
  }

  @Override
  public String description() {
    return "The exact likelihood of an energy whose partition function can be computed.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class, Tractable.class, ExactExpectations.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new MaximumLikelihood();
  }
}
