package io.ebm.samplers.langevin;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.Subsampled;
import io.ebm.samplers.Bounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code sgld}: stochastic gradient Langevin dynamics (Welling and Teh 2011, eq. 4), for an energy
 * that is a sum over observations and whose states are a model's parameters:
 *
 * <pre>{@code x ← x - ε ĝ(x) + sqrt(2 ε T) ξ}</pre>
 *
 * where {@code ĝ} estimates {@code ∇E} from {@code batch} terms, drawn with replacement for each
 * chain and each step.
 *
 * <p><b>Bias.</b> To that of {@link io.ebm.samplers.LangevinFactory langevin} comes the noise of
 * {@code ĝ}: for a Gaussian of precision {@code P} in one dimension and an estimate of variance
 * {@code V}, the stationary variance is {@code (2 ε T + ε² V) / (1 - (1 - ε P)²)}. Both vanish with
 * ε; a schedule that falls to zero makes the draws those of {@code exp(-E / T)} in the limit.
 *
 * <p><b>Boundary.</b> In a {@link io.ebm.api.StateSpace.Box} steps are reflected. Discrete spaces
 * are refused.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when a state is
 * not finite or a chain starts outside the support; the energy itself is computed at the start
 * alone.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SgldFactory implements SamplerFactory<SgldFactory.Config> {

  /**
   * Settings of {@code sgld}.
   *
   * @param stepSize ε, positive
   * @param batch at least 1
   * @param temperature T, not negative
   */
  public record Config(
      @Setting(value = "0.0001", doc = "Step size ε, positive; best a schedule that falls.")
          Schedule stepSize,
      @Setting(value = "32", doc = "Terms that a gradient is estimated from, at least 1.")
          int batch,
      @Setting(value = "1", doc = "Temperature T, not negative.") Schedule temperature) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.atLeast("batch", batch, 1);
      Checks.notNegative("temperature", temperature);
    }
  }

  @Override
  public String name() {
    return "sgld";
  }

  @Override
  public String description() {
    return "Langevin steps with gradients estimated from some of the observations.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Subsampled.class)
        .or(() -> Bounds.misfit(context.energy().space()))
        .or(() -> SgldChain.misfit(config, context.energy()));
  }

  @Override
  public Optional<String> bias(Config config) {
    return Optional.of("it refuses no step, and its gradients are noisy");
  }

  @Override
  public double temperature(Config config) {
    return config.temperature().at(1);
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new SgldChain(config, context.progress(), energy, states, random);
  }
}
