package io.ebm.samplers.tempering;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.Trouble;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code smc}: sequential Monte Carlo along a path of temperatures, as a step of a Markov chain. A
 * chain has a population of its own: particles begin at exact draws of a base, gather weights on
 * their way to the energy, are resampled systematically when the weights are uneven, and are moved
 * by any reversible sampler at every temperature (Del Moral, Doucet and Jasra 2006, "Sequential
 * Monte Carlo samplers"). One of the last particles, drawn by its weight, is the chain's next
 * state.
 *
 * <p><b>Exact</b> for any size of the population. The first particle of a population is the chain's
 * state, with a past that is drawn backwards; resampling never loses it. So a step is particle
 * Gibbs (Andrieu, Doucet and Holenstein 2010, "Particle Markov chain Monte Carlo methods", section
 * 2.4.3), which leaves {@code exp(-E)} invariant, and chains stay independent of each other. Few
 * particles make chains that stay where they are for long, not chains that are wrong.
 *
 * <p><b>Path.</b> {@code (1 - β) E0 + β E}: from the uniform law on discrete spaces and boxes, on
 * ℝⁿ from a normal law about the data's mean, {@code spread} times as wide as the data; without
 * data about 0, with deviation {@code spread}.
 *
 * <p><b>Temperatures</b> are chosen in a warm-up: every pass takes each step as long as leaves
 * {@code share} of the effective sample size (Zhou, Johansen and Aston 2016, eq. 11), and what the
 * last pass chose is kept. Such a pass draws all particles anew, so that a chain forgets where it
 * was. Without a warm-up inverse temperatures are {@code (k / levels)²}. One ladder serves a tile.
 *
 * <p><b>The inner sampler</b> must be reversible, as that of {@code tempered-transitions}: the past
 * of the first particle is drawn by it.
 *
 * <p><b>Reported</b>: {@code levels}, {@code resamplings} of a population in a step, and {@code
 * effective-share}, the last effective sample size by the number of particles, as means. Log Z is
 * estimated by the estimator of the same name.
 *
 * <p><b>Errors.</b> Those of the inner sampler, on the energies of the path; {@link
 * io.ebm.api.NonFiniteException} when an energy is NaN or {@code -∞}, or infinite for all particles
 * of a population.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SmcFactory implements SamplerFactory<SmcFactory.Config> {

  /**
   * Settings of {@code smc}.
   *
   * @param sampler moves the particles; reversible
   * @param particles of each chain's population, at least 2
   * @param levels steps from the base to the energy without a warm-up, at least 1
   * @param innerSteps transitions at every temperature, at least 1
   * @param share of the effective sample size that a step of the path leaves, above 0.1, below 1
   * @param resample the share below which a population is resampled, from 0 to 1
   * @param spread how wide the base is on ℝⁿ, positive
   */
  public record Config(
      @Setting(doc = "What moves the particles at every temperature; it must be reversible.")
          Component<Sampler> sampler,
      @Setting(value = "16", doc = "Particles of each chain's population, at least 2.")
          int particles,
      @Setting(
              value = "10",
              doc = "Steps from the base to the energy, at least 1; a warm-up chooses anew.")
          int levels,
      @Setting(value = "1", doc = "Transitions at every temperature, at least 1.") int innerSteps,
      @Setting(
              value = "0.8",
              doc =
                  "In a warm-up, a step along the path leaves this share of the effective sample"
                      + " size; above 0.1 and below 1.")
          double share,
      @Setting(
              value = "0.5",
              doc =
                  "A population is resampled when its effective sample size falls below this share,"
                      + " from 0 (never) to 1 (always).")
          double resample,
      @Setting(
              value = "1",
              doc =
                  "On real spaces, how wide the normal law is at which the path begins: times the"
                      + " deviations of the data, or, without data, the deviation about 0.")
          double spread) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("particles", particles, 2);
      Checks.fitsMemory("particles", particles, 8);
      Checks.atLeast("levels", levels, 1);
      Checks.fitsMemory("levels", levels, 8);
      Checks.atLeast("innerSteps", innerSteps, 1);
      Checks.that(share > 0.1 && share < 1, "share", "must lie between 0.1 and 1, but is " + share);
      Checks.between("resample", resample, 0, 1);
      Checks.positive("spread", spread);
    }
  }

  @Override
  public String name() {
    return "smc";
  }

  @Override
  public String description() {
    return "Sequential Monte Carlo from a base to the energy, by a population for each chain.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public FitContext within(FitContext context) {
    EnergyFunction energy = context.energy();
    return context.with(new Tempered(energy, 1, base(energy, Optional.empty(), 1)));
  }

  private static @Nullable NormalBase base(
      EnergyFunction energy, Optional<io.ebm.api.Dataset> data, double spread) {
    return energy.space() instanceof StateSpace.Real
        ? NormalBase.of(energy.space(), data, spread)
        : null;
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
    Sampler forward = context.create("sampler", config.sampler());
    Sampler backward = context.create("sampler", config.sampler());
    return (energy, states, random) ->
        new SmcChain(
            config,
            forward,
            backward,
            energy,
            base(energy, context.data(), config.spread()),
            states,
            random);
  }
}
