package io.ebm.samplers.cluster;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.Trouble;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code swendsen-wang} (Swendsen and Wang 1987, "Nonuniversal critical dynamics in Monte Carlo
 * simulations"): a step joins all satisfied pairs with probability {@code 1 - exp(-|K| / T)} and
 * draws every cluster anew, among all labels, with its fields ({@code exp(Σ h / T)}), so that
 * nothing is refused. Couplings below 0 are taken for two levels alone. The chain leaves {@code
 * exp(-E / T)} invariant.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when a coupling or a field is not finite
 * or a chain starts outside the space.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SwendsenWangFactory implements SamplerFactory<SwendsenWangFactory.Config> {

  /**
   * Settings of {@code swendsen-wang}.
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
    return "swendsen-wang";
  }

  @Override
  public String description() {
    return "All clusters of coupled sites at once; for Ising and Potts models.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(PairwiseCoupled.class);
  }

  @Override
  public Set<Trouble> remedyFor() {
    return Set.of(Trouble.SLOW_MIXING, Trouble.SEPARATE_MODES);
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOfTemperature(config.temperature());
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new SwendsenWangChain(config, context.progress(), energy, states, random);
  }
}
