package io.ebm.samplers.reverse;

import io.ebm.api.Capabilities;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.NamedFactory;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.Denoisers;
import io.ebm.api.noise.Guidable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sampler that goes from noise to data: each transition is a whole way of its own, from normal
 * noise of the schedule's greatest level down to its least, wherever the chain stood. So its states
 * are independent draws. They are those of the law at the least level (or with that noise taken
 * away) up to an error that falls with the number of nodes.
 *
 * @param <C> the config record
 */
abstract class ReverseFactory<C extends Record & ReverseConfig> extends NamedFactory<C>
    implements SamplerFactory<C> {

  ReverseFactory(String name, String description, Class<C> type) {
    super(name, description, type);
  }

  @Override
  public final Optional<String> bias(C config) {
    return Optional.of("its steps from noise to data are not exact");
  }

  /** Yes, unless another sampler is at work that does not. */
  @Override
  public boolean keepsRows(C config) {
    return true;
  }

  @Override
  public final boolean independent(C config) {
    return true;
  }

  @Override
  public final Optional<String> misfit(@Nullable C config, FitContext context) {
    if (!(context.energy().space() instanceof StateSpace.Real)) {
      return Optional.of("needs unbounded real states, not those of " + context.energy().space());
    }
    if (Denoisers.of(context.energy()).isEmpty()) {
      return context.lacks(Denoiser.class);
    }
    if (config != null
        && config.guidance() != 1
        && !Capabilities.has(context.energy(), Guidable.class)) {
      return context.lacks(Guidable.class).map(why -> why + "; set guidance to 1");
    }
    return more(config, context);
  }

  /** What else may not fit; by default nothing. */
  Optional<String> more(@Nullable C config, FitContext context) {
    return Optional.empty();
  }

  @Override
  public Sampler create(C config, ComponentContext context) {
    String who = "sampler '" + name() + "'";
    return (energy, states, random) -> {
      FitContext.require(who, misfit(config, FitContext.of(energy)));
      return chain(config, new ReverseChain.Start(who, config, energy, states, random), context);
    };
  }

  /** Makes the chain. */
  abstract ReverseChain chain(C config, ReverseChain.Start start, ComponentContext context);
}
