package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code mala}: the Metropolis-adjusted Langevin algorithm (Roberts and Tweedie 1996). The proposal
 *
 * <pre>{@code y = x - ε ∇E(x) + sqrt(2 ε T) ξ,   ξ ~ N(0, I)}</pre>
 *
 * is accepted with probability {@code min(1, exp(-(E(y) - E(x)) / T) q(x | y) / q(y | x))}, where
 * {@code log q(b | a) = -|b - a + ε ∇E(a)|² / (4 ε T)}. The acceptance is computed in double
 * precision, from the states as they are rounded. The chain leaves {@code exp(-E / T)} invariant.
 *
 * <p>A step costs one evaluation of energy and gradient; those of the present states are kept and
 * computed anew after {@link io.ebm.api.MarkovChain#refresh}. Acceptance near 0.57 is best in high
 * dimension (Roberts and Rosenthal 1998).
 *
 * <p><b>Warm-up</b> (see {@link io.ebm.api.Adaptive}): with a {@code targetAcceptance}, the step
 * meets it by dual averaging. It is common to the chains of a tile and learnt from all of them.
 *
 * <p><b>Boundary.</b> In a {@link io.ebm.api.StateSpace.Box} a proposal outside is refused, and the
 * energy is not evaluated there. Discrete spaces are refused.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, a gradient is not finite, or a chain starts outside the support. A proposal of
 * energy {@code +∞} is refused.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MalaFactory implements SamplerFactory<MalaFactory.Config> {

  /**
   * Settings of {@code mala}.
   *
   * @param stepSize ε, positive
   * @param temperature T, positive
   * @param targetAcceptance between 0 and 1; none by default
   */
  public record Config(
      @Setting(value = "0.01", doc = "Step size ε of the proposal x - ε∇E + √(2εT)ξ, positive.")
          Schedule stepSize,
      @Setting(value = "1", doc = "Temperature T, positive.") Schedule temperature,
      @Setting(
              doc =
                  "Acceptance that a warm-up adapts the step to, between 0 and 1; where absent, the"
                      + " step stays as it is.")
          @Nullable Double targetAcceptance) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.positive("temperature", temperature);
      if (targetAcceptance != null) {
        Checks.between("targetAcceptance", targetAcceptance, 0.01, 0.999);
      }
    }
  }

  @Override
  public String name() {
    return "mala";
  }

  @Override
  public String description() {
    return "Langevin proposals, accepted or refused so that the target is kept exactly.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Differentiable.class).or(() -> Bounds.misfit(context.energy().space()));
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOfTemperature(config.temperature());
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
  public boolean keepsRows(Config config) {
    return true;
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new MalaChain(config, context.progress(), energy, states, random);
  }
}
