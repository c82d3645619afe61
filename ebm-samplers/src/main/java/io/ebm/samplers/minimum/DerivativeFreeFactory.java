package io.ebm.samplers.minimum;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.samplers.Bounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code derivative-free}: looks for the least energy by drawing and narrowing (Florence et al.
 * 2021, "Implicit behavioral cloning", algorithm 1). Every chain keeps {@code candidates}. In a box
 * they begin uniform, elsewhere normal about the chain's state. In each transition they are drawn
 * anew among themselves by {@code exp(-E)}, moved by normal noise whose deviation shrinks from one
 * transition to the next, and held in the box. The chain stands at the best candidate it has ever
 * had: this is no sampler of {@code exp(-E)}, but a search.
 *
 * <p>Needs no gradients. A transition costs {@code candidates} energies; the first one twice that.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite; {@link
 * IllegalArgumentException} for a discrete space.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DerivativeFreeFactory implements SamplerFactory<DerivativeFreeFactory.Config> {

  /**
   * Settings of {@code derivative-free}.
   *
   * @param candidates of each chain
   * @param deviation of the first noise
   * @param shrink what it is multiplied by after each transition
   */
  public record Config(
      @Setting(value = "64", doc = "Candidates of each chain, at least 2.") int candidates,
      @Setting(
              value = "0.33",
              doc =
                  "Standard deviation of the first noise, positive; in a box, as a share of its width.")
          double deviation,
      @Setting(
              value = "0.5",
              doc =
                  "What the deviation is multiplied by after each transition, above 0, at most 1.")
          double shrink) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("candidates", candidates, 2);
      Checks.fitsMemory("candidates", candidates, 8);
      Checks.positive("deviation", deviation);
      Checks.that(
          shrink > 0 && shrink <= 1, "shrink", "must be above 0 and at most 1, but is " + shrink);
    }
  }

  @Override
  public String name() {
    return "derivative-free";
  }

  @Override
  public String description() {
    return "Looks for the least energy by drawing and narrowing; for real states, no gradients.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return Bounds.misfit(context.energy().space());
  }

  @Override
  public Optional<String> bias(Config config) {
    return Optional.of("it looks for minima");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) -> new DerivativeFreeChain(config, energy, states, random);
  }
}
