package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Noise;
import io.ebm.api.Residual;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code importance-resampling}: each transition draws candidates {@code y_1 … y_N ~ q} for each
 * chain and moves it to one of them, or leaves it, by the weights {@code exp(-E) / q} of all {@code
 * N + 1} (Tjelmeland 2004; Andrieu, Lee and Vihola 2018, "Uniform ergodicity of the iterated
 * conditional SMC", section 2). As the present state is among them, the chain leaves {@code exp(-E)}
 * invariant, for any {@code N}; where one transition is made it is importance resampling (Rubin
 * 1987), as exact as there are many candidates. It takes any energy on any space that the proposal
 * knows.
 *
 * <p><b>Cost.</b> {@code N} draws and {@code N} energies a transition; one more energy when somebody
 * wrote the states.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when the weight of
 * a candidate is not finite, or a chain starts where the proposal has no density. A candidate of
 * energy {@code +∞} has no weight. {@link IllegalArgumentException} where the proposal has no
 * meaning for the energy.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ResamplingFactory implements SamplerFactory<ResamplingFactory.Config> {

  /**
   * Settings of {@code importance-resampling}.
   *
   * @param proposal q
   * @param candidates N, at least 1
   */
  public record Config(
      @Setting(
              doc =
                  "What candidates are drawn from; as near to the target as can be, and wider. Left"
                      + " out, the base of the energy.")
          @Nullable Component<Noise> proposal,
      @Setting(value = "100", doc = "Candidates N of each chain at each transition, at least 1.")
          int candidates) {

    /** Checks the range. */
    public Config {
      Checks.atLeast("candidates", candidates, 1);
    }
  }

  @Override
  public String name() {
    return "importance-resampling";
  }

  @Override
  public String description() {
    return "One of many proposals by its weight; for any energy on any space.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return Residual.misfit("proposal", config == null || config.proposal() != null, context);
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    Noise proposal =
        config.proposal() == null
            ? Residual.BASE
            : context.create("proposal", config.proposal());
    return (energy, states, random) ->
        new ResamplingChain(proposal.on(energy), config.candidates(), energy, states, random);
  }
}
