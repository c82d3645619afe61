package io.ebm.objectives.likelihood;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code diffusion-recovery}: recovery likelihood (Bengio, Yao, Alain and Vincent 2013; Gao, Song,
 * Poole, Wu and Kingma 2021), at one level of noise. A row is disturbed, {@code x̃ = x + σξ}, and
 * the model is to recover it: of
 *
 * <pre>{@code p(x | x̃) ∝ exp(-E(x) - |x - x̃|² / 2σ²)}</pre>
 *
 * chains of {@code steps} transitions from {@code x̃} give samples {@code x⁻}, and the gradient is
 * {@code Σ_i ∇θ E(x_i) - ∇θ E(x⁻_i)}. The conditional has fewer modes than the model, so that short
 * chains reach all of it where σ is small; {@code E} is an energy of the data themselves, not of
 * disturbed ones. How the masses of modes farther apart than σ compare is not learned.
 *
 * <p><b>Cost.</b> The sampler's for {@code steps} transitions, and two gradients by the parameters.
 *
 * <p><b>Value.</b> {@code Σ_i E(x_i) - E(x⁻_i)}: a stand-in.
 *
 * <p><b>Metrics.</b> As those of {@link PcdFactory pcd}.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for discrete states; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DiffusionRecoveryFactory
    implements ObjectiveFactory<DiffusionRecoveryFactory.Config> {

  /**
   * Settings of {@code diffusion-recovery}.
   *
   * @param sampler moves the chains; uses no more of an energy than its gradient
   * @param steps transitions from the disturbed row, at least 1
   * @param sigma the standard deviation of the noise, positive
   */
  public record Config(
      @Setting(doc = "The sampler that moves the chains; one that needs gradients or less.")
          Component<Sampler> sampler,
      @Setting(value = "20", doc = "Transitions from the disturbed row, at least 1.") int steps,
      @Setting(value = "0.5", doc = "Noise level σ, positive, in units of the data.")
          double sigma) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("steps", steps, 1);
      Checks.positive("sigma", sigma);
    }
  }

  @Override
  public String name() {
    return "diffusion-recovery";
  }

  @Override
  public String description() {
    return "Recovery likelihood: chains from a disturbed row back, under the row's own conditional.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class, Differentiable.class)
        .or(() -> DiffusionRecovery.misfit(context.energy().space()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new DiffusionRecovery(config, context.create("sampler", config.sampler()));
  }
}
