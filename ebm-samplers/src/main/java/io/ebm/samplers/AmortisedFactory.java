package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Capabilities;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Proposing;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code amortised}: each transition replaces each state by a proposal of the energy's own
 * generator, whatever the state was (Haarnoja et al. 2017, section 3.2; Wang and Liu 2016). One
 * transition does: proposals are independent, of the states and of each other, and further ones
 * cost nothing and change nothing but the draw.
 *
 * <p><b>Bias.</b> The law of the chains is that of the generator, however near that is to {@code
 * exp(-E)}. Proposals have no density, so none can be refused by Metropolis' rule; the objective
 * {@code amortised-svgd} teaches the generator.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain, step and column, when a
 * proposal is not finite or outside the space.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AmortisedFactory implements SamplerFactory<AmortisedFactory.Config> {

  /** Settings of {@code amortised}: none. */
  public record Config() {}

  @Override
  public String name() {
    return "amortised";
  }

  @Override
  public String description() {
    return "Proposals of the energy's own generator: one pass each, exact as far as that is.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Proposing.class);
  }

  @Override
  public Optional<String> bias(Config config) {
    return Optional.of("its draws are the generator's, whatever the energy");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new FreshChain(
            energy.space(),
            Capabilities.require(energy, Proposing.class, "sampler '" + name() + "'")::propose,
            states,
            random);
  }
}
