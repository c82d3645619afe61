package io.ebm.samplers.tempering;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.Trouble;
import java.util.Optional;
import java.util.Set;

/**
 * {@code tempered-transitions} (Neal 1996, "Sampling from multimodal distributions using tempered
 * transitions"): a proposal climbs a ladder of temperatures by steps of any sampler and comes down
 * again; it is accepted or refused by the energies met on the way. Between proposals the sampler
 * makes a step at temperature 1. Temperatures are geometric, from 1 to {@code highest}.
 *
 * <p><b>The inner sampler</b> must be reversible: {@code metropolis}, {@code mala}, {@code hmc},
 * {@code gibbs} with scan {@code random}. With sweeps in a fixed order the way down is not the way
 * up reversed, and the law is not kept.
 *
 * <p><b>Errors.</b> Those of the inner sampler; {@link io.ebm.api.NonFiniteException} when an
 * energy is not finite.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class TemperedTransitionsFactory
    implements SamplerFactory<TemperedTransitionsFactory.Config> {

  /**
   * Settings of {@code tempered-transitions}.
   *
   * @param sampler moves the chains at every temperature; reversible
   * @param levels temperatures above 1
   * @param highest the highest temperature, above 1
   * @param innerSteps steps at each temperature, on the way up and on the way down
   */
  public record Config(
      @Setting(doc = "What moves the chains at every temperature; it must be reversible.")
          Component<Sampler> sampler,
      @Setting(value = "10", doc = "Temperatures above 1, at least 1.") int levels,
      @Setting(value = "10", doc = "The highest temperature, above 1.") double highest,
      @Setting(value = "1", doc = "Steps at every temperature, up and down, at least 1.")
          int innerSteps) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("levels", levels, 1);
      Checks.fitsMemory("levels", levels, 8);
      Checks.that(
          highest > 1 && Double.isFinite(highest), "highest", "must be above 1, but is " + highest);
      Checks.atLeast("innerSteps", innerSteps, 1);
    }
  }

  @Override
  public String name() {
    return "tempered-transitions";
  }

  @Override
  public String description() {
    return "Proposals that climb a ladder of temperatures and come down again.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Set<Trouble> remedyFor() {
    return Set.of(Trouble.SEPARATE_MODES);
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOf(config.sampler());
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    Sampler inner = context.create("sampler", config.sampler());
    return (energy, states, random) ->
        new TemperedTransitionsChain(config, inner, energy, states, random);
  }
}
