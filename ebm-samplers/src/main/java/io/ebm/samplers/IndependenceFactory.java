package io.ebm.samplers;

import com.google.auto.service.AutoService;
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
 * {@code independence}: proposals {@code y ~ q} that do not depend on the state, accepted with
 * probability {@code min(1, exp(E(x) - E(y)) q(x) / q(y))} (Hastings 1970; Tierney 1994, section
 * 2.3.3). The chain leaves {@code exp(-E)} invariant, and is as good as q resembles it: where
 * {@code exp(-E) / q} is unbounded it sticks for long. It takes any energy on any space that the
 * proposal knows.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, or a chain starts outside the support of energy or proposal. A proposal of
 * energy {@code +∞} is refused. {@link IllegalArgumentException} where the proposal has no meaning
 * on the energy's space.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class IndependenceFactory implements SamplerFactory<IndependenceFactory.Config> {

  /**
   * Settings of {@code independence}.
   *
   * @param proposal q
   */
  public record Config(
      @Setting(
              doc =
                  "What proposals are drawn from; as near to the target as can be, and wider. Left"
                      + " out, the base of the energy.")
          @Nullable Component<Noise> proposal) {}

  @Override
  public String name() {
    return "independence";
  }

  @Override
  public String description() {
    return "Proposals from one distribution, accepted or refused; for any energy on any space.";
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
        new IndependenceChain(proposal.on(energy), energy, states, random);
  }
}
