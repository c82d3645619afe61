package io.ebm.objectives.likelihood;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code cd}: contrastive divergence (Hinton 2002). At every step one chain per row starts at that
 * row, takes {@code steps} transitions, and the gradient is {@code Σ_i ∇θ E(x⁺_i) - ∇θ E(x⁻_i)} for
 * data {@code x⁺} and where the chains end, {@code x⁻}. It is biased for a finite number of steps;
 * {@link PcdFactory pcd} is less so.
 *
 * <p><b>Value.</b> {@code Σ_i E(x⁺_i) - E(x⁻_i)}, plus the regularization: a stand-in for the
 * negative log-likelihood, which CD does not know. It need not fall while a model gets better.
 *
 * <p><b>Metrics.</b> {@code energy-data} and {@code energy-model} (means), {@code energy-gap}
 * (their difference), {@code acceptance} if the sampler refuses proposals.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class CdFactory implements ObjectiveFactory<CdFactory.Config> {

  /**
   * Settings of {@code cd}.
   *
   * @param sampler moves the chains
   * @param steps transitions from the data, at least 1
   * @param energyRegularization α of {@code α Σ E(x⁺)² + E(x⁻)²}, not negative
   */
  public record Config(
      @Setting(doc = "The sampler that moves the chains.") Component<Sampler> sampler,
      @Setting(value = "1", doc = "Transitions k from the data, at least 1.") int steps,
      @Setting(value = "0", doc = "Factor α of the penalty α·Σ(E(x⁺)² + E(x⁻)²), not negative.")
          double energyRegularization) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("steps", steps, 1);
      Checks.notNegative("energyRegularization", energyRegularization);
    }
  }

  @Override
  public String name() {
    return "cd";
  }

  @Override
  public String description() {
    return "Contrastive divergence: chains of a few steps from the data.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new ContrastiveDivergence(config, context.create("sampler", config.sampler()));
  }
}
