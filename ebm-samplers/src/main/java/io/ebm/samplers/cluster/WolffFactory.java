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
 * {@code wolff} (Wolff 1989, "Collective Monte Carlo updating for spin systems"): a step grows one
 * cluster from a random site and turns it over. Of a site's label {@code a} and another, {@code b},
 * drawn at random, sites of these two labels are joined where their coupling {@code K} is satisfied
 * (equal for {@code K > 0}, unequal for {@code K < 0}), with probability {@code 1 - exp(-|K| / T)};
 * then {@code a} and {@code b} change places in the cluster. Fields are left out of the growth and
 * decide by Metropolis' rule, so a cluster is refused the more often the stronger they are. The
 * chain leaves {@code exp(-E / T)} invariant.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when a coupling or a field is not finite
 * or a chain starts outside the space.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class WolffFactory implements SamplerFactory<WolffFactory.Config> {

  /**
   * Settings of {@code wolff}.
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
    return "wolff";
  }

  @Override
  public String description() {
    return "One cluster of coupled sites at a time; for Ising and Potts models.";
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
        new WolffChain(config, context.progress(), energy, states, random);
  }
}
