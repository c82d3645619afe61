package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.SiteDifferences;
import io.ebm.api.Trouble;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code gibbs-with-gradients} (Grathwohl, Swersky, Hashemi, Duvenaud and Maddison 2021, "Oops I
 * took a gradient: scalable sampling for discrete distributions", algorithm 1): a step proposes one
 * change of one site, drawn from
 *
 * <pre>{@code q(j, a | x) ∝ exp(-d_ja(x) / 2T)}</pre>
 *
 * where {@code d_ja} is what setting site {@code j} to level {@code a} does to the energy, exactly
 * or to first order, and accepts it by Metropolis and Hastings' rule with the energies themselves.
 * The chain leaves {@code exp(-E / T)} invariant. With exact differences this is the locally
 * balanced proposal of Zanella (2020).
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, or a chain starts outside the support.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class GradientGibbsFactory implements SamplerFactory<GradientGibbsFactory.Config> {

  /**
   * Settings of {@code gibbs-with-gradients}.
   *
   * @param temperature T, positive
   */
  public record Config(
      @Setting(value = "1", doc = "Temperature T, positive.") Schedule temperature) {

    /** Checks the range. */
    public Config {
      Checks.positive("temperature", temperature);
    }
  }

  @Override
  public String name() {
    return "gibbs-with-gradients";
  }

  @Override
  public String description() {
    return "One site at a time, chosen by how far its change would lower the energy.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(SiteDifferences.class);
  }

  @Override
  public Set<Trouble> remedyFor() {
    return Set.of(Trouble.SLOW_MIXING);
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOfTemperature(config.temperature());
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new GradientGibbsChain(config, context.progress(), energy, states, random);
  }
}
