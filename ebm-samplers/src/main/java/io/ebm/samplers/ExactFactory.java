package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Capabilities;
import io.ebm.api.ComponentContext;
import io.ebm.api.ExactDraws;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code exact}: each transition replaces each state by an exact sample, whatever the state was, of
 * an energy that draws such: by enumeration, by formula, or one symbol after the other. One
 * transition does.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when a sample is
 * not finite.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ExactFactory implements SamplerFactory<ExactFactory.Config> {

  /** Settings of {@code exact}: none. */
  public record Config() {}

  @Override
  public String name() {
    return "exact";
  }

  @Override
  public String description() {
    return "Exact samples of an energy that draws such; one step each.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(ExactDraws.class);
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new FreshChain(
            energy.space(),
            Capabilities.require(energy, ExactDraws.class, "sampler '" + name() + "'")::sample,
            states,
            random);
  }
}
