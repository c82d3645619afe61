package io.ebm.samplers.hamiltonian;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.Trouble;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code hmc}: Hamiltonian Monte Carlo (Duane, Kennedy, Pendleton and Roweth 1987; Neal 2011). A
 * transition draws momenta, follows {@code leapfrogs} steps of the leapfrog integrator, and accepts
 * where they lead with probability {@code min(1, exp(-ΔH))}; the chain leaves {@code exp(-E)}
 * invariant. The number of leapfrogs is drawn for each transition, uniformly within {@code jitter}
 * of the number set, so that no direction of a target is met at its own period every time.
 *
 * <p><b>Warm-up</b> (see {@link io.ebm.api.Adaptive}): the step size meets {@code targetAcceptance}
 * by dual averaging, and the mass matrix becomes that of the draws, in Stan's windows. Both are
 * common to the chains of a tile and learnt from all of them, so while warming up the chains of a
 * tile depend on each other, and not afterwards. Acceptance near 0.65 is best in high dimension
 * (Beskos et al. 2013). Without warm-up {@code stepSize} and a mass of one hold.
 *
 * <p><b>Numbers.</b> States, momenta and gradients are floats, energies doubles; the leapfrog is
 * reversible within the rounding of floats. An energy of {@code +∞}, or a position that overflows,
 * ends a trajectory, which is then refused and counted as diverged; so does an energy error above
 * 1000.
 *
 * <p><b>Boundary.</b> In a {@link io.ebm.api.StateSpace.Box} trajectories are reflected (Neal 2011,
 * section 5.1); a dense mass matrix is refused there. Discrete spaces are refused.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, a gradient is not finite, or a chain starts outside the support.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class HmcFactory implements SamplerFactory<HmcFactory.Config> {

  /**
   * Settings of {@code hmc}.
   *
   * @param stepSize ε of the leapfrog, positive
   * @param leapfrogs steps of a trajectory, at least 1
   * @param jitter from 0 to 1
   * @param massMatrix what a warm-up makes of the mass matrix
   * @param targetAcceptance what a warm-up adapts the step to, between 0 and 1
   */
  public record Config(
      @Setting(
              value = "0.1",
              doc = "Step size of the leapfrog, positive; a warm-up begins there and adapts it.")
          Schedule stepSize,
      @Setting(value = "10", doc = "Leapfrog steps of a transition, at least 1.") int leapfrogs,
      @Setting(
              value = "0.2",
              doc = "The steps are drawn within this share of their number, from 0 to 1.")
          double jitter,
      @Setting(
              value = "\"diagonal\"",
              doc = "The mass matrix that a warm-up learns; 'identity' learns none.")
          MassMatrix massMatrix,
      @Setting(
              value = "0.65",
              doc = "Acceptance that a warm-up adapts the step to, between 0 and 1.")
          double targetAcceptance) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.atLeast("leapfrogs", leapfrogs, 1);
      Checks.between("jitter", jitter, 0, 1);
      Checks.between("targetAcceptance", targetAcceptance, 0.01, 0.999);
    }
  }

  @Override
  public String name() {
    return "hmc";
  }

  @Override
  public String description() {
    return "Hamiltonian Monte Carlo with leapfrog trajectories of jittered length.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Differentiable.class)
        .or(
            () ->
                MassMatrix.misfit(
                    config == null ? null : config.massMatrix(), context.energy().space()));
  }

  @Override
  public Set<Trouble> remedyFor() {
    return Set.of(Trouble.SLOW_MIXING);
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    HmcChain.Plan plan =
        new HmcChain.Plan(
            "sampler 'hmc'",
            config.stepSize(),
            Math.max(1, (int) Math.round((1 - config.jitter()) * config.leapfrogs())),
            (int) Math.round((1 + config.jitter()) * config.leapfrogs()),
            config.massMatrix(),
            config.targetAcceptance(),
            true,
            false);
    return (energy, states, random) ->
        new HmcChain(plan, context.progress(), energy, states, random);
  }
}
