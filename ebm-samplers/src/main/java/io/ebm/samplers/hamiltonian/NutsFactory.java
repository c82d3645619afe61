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
 * {@code nuts}: the No-U-Turn sampler (Hoffman and Gelman 2014) with multinomial choice among the
 * points of a trajectory and the generalised criterion of a U-turn (Betancourt 2017, "A conceptual
 * introduction to Hamiltonian Monte Carlo", appendix A). A transition draws momenta and doubles a
 * leapfrog trajectory, forwards or backwards in time by a coin, until it turns round, and draws its
 * next state from the points with weights {@code exp(-H)}, favouring the later half; the chain
 * leaves {@code exp(-E)} invariant.
 *
 * <p><b>Warm-up</b> (see {@link io.ebm.api.Adaptive}): the step size meets {@code
 * targetAcceptance}, the mean of {@code min(1, exp(-ΔH))} over the points of a trajectory, by dual
 * averaging, and the mass matrix becomes that of the draws, in Stan's windows. Both are common to
 * the chains of a tile and learnt from all of them, so while warming up the chains of a tile depend
 * on each other, and not afterwards. Without warm-up {@code stepSize} and a mass of one hold.
 *
 * <p><b>Work.</b> A transition takes up to {@code 2^maxDepth} gradients. Chains of a tile are
 * evaluated together, and none waits for another once the warm-up is over. Of a chain, {@code 12 +
 * 2 maxDepth} rows are kept.
 *
 * <p><b>Numbers, boundary and errors</b> are those of {@link HmcFactory hmc}. In {@link
 * io.ebm.api.ChainStatistics}, a transition is accepted if the state moved.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class NutsFactory implements SamplerFactory<NutsFactory.Config> {

  /**
   * Settings of {@code nuts}.
   *
   * @param stepSize ε of the leapfrog, positive
   * @param maxDepth doublings of a trajectory at most, from 1 to 20
   * @param massMatrix what a warm-up makes of the mass matrix
   * @param targetAcceptance what a warm-up adapts the step to, between 0 and 1
   */
  public record Config(
      @Setting(
              value = "0.1",
              doc = "Step size of the leapfrog, positive; a warm-up begins there and adapts it.")
          Schedule stepSize,
      @Setting(value = "10", doc = "Doublings of a trajectory at most, from 1 to 20.") int maxDepth,
      @Setting(
              value = "\"diagonal\"",
              doc = "The mass matrix that a warm-up learns; 'identity' learns none.")
          MassMatrix massMatrix,
      @Setting(
              value = "0.8",
              doc = "Acceptance that a warm-up adapts the step to, between 0 and 1.")
          double targetAcceptance) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.between("maxDepth", maxDepth, 1, 20);
      Checks.between("targetAcceptance", targetAcceptance, 0.01, 0.999);
    }
  }

  @Override
  public String name() {
    return "nuts";
  }

  @Override
  public String description() {
    return "The No-U-Turn sampler: Hamiltonian trajectories as long as they need be.";
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
    return (energy, states, random) ->
        new NutsChain(config, context.progress(), energy, states, random);
  }
}
