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
import io.ebm.samplers.Bounds;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code preconditioned-langevin}: Langevin steps in the scale of the target,
 *
 * <pre>{@code y = x - ε C ∇E(x) + sqrt(2 ε) C^½ ξ,   ξ ~ N(0, I)}</pre>
 *
 * with {@code C} the variances or the whole covariance of the draws of a warm-up. Such a step is
 * one leapfrog of size {@code sqrt(2 ε)} and mass {@code C⁻¹}, and its acceptance by the energy
 * error is the one of Metropolis and Hastings (Neal 2011, "MCMC using Hamiltonian dynamics",
 * section 5.2), so that {@code exp(-E)} is left invariant. With {@code adjusted} off nothing is
 * refused and the bias is that of {@link io.ebm.samplers.LangevinFactory langevin}, {@code O(ε)}:
 * for a Gaussian of precision {@code P} the chain's covariance is {@code [P (I - ε C P / 2)]⁻¹}.
 *
 * <p><b>Warm-up</b> (see {@link io.ebm.api.Adaptive}): as of {@link HmcFactory hmc}; the step meets
 * {@code targetAcceptance} also where nothing is refused. Acceptance near 0.574 is best in high
 * dimension (Roberts and Rosenthal 1998). Without warm-up {@code C} is the identity.
 *
 * <p><b>Boundary and errors</b> are those of {@link HmcFactory hmc}; with {@code adjusted} off any
 * energy that is not finite is an error.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PreconditionedLangevinFactory
    implements SamplerFactory<PreconditionedLangevinFactory.Config> {

  /**
   * Settings of {@code preconditioned-langevin}.
   *
   * @param stepSize ε, positive
   * @param preconditioner what a warm-up makes of C
   * @param adjusted whether moves are accepted or refused
   * @param targetAcceptance what a warm-up adapts the step to, between 0 and 1
   */
  public record Config(
      @Setting(value = "0.01", doc = "Step size ε, positive; a warm-up begins there and adapts it.")
          Schedule stepSize,
      @Setting(
              value = "\"diagonal\"",
              doc = "What a warm-up learns of C: nothing, the variances, the whole covariance.")
          MassMatrix preconditioner,
      @Setting(value = "true", doc = "Whether moves are accepted or refused; without, biased.")
          boolean adjusted,
      @Setting(
              value = "0.574",
              doc = "Acceptance that a warm-up adapts the step to, between 0 and 1.")
          double targetAcceptance) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.between("targetAcceptance", targetAcceptance, 0.01, 0.999);
    }
  }

  /** The leapfrog's δ of a Langevin step ε. */
  private record Root(Schedule of) implements Schedule {
    @Override
    public double at(double progress) {
      return Math.sqrt(2 * of.at(progress));
    }

    @Override
    public double lowest() {
      return Math.sqrt(2 * of.lowest());
    }

    @Override
    public double highest() {
      return Math.sqrt(2 * of.highest());
    }
  }

  @Override
  public String name() {
    return "preconditioned-langevin";
  }

  @Override
  public String description() {
    return "Langevin steps in the scale of the target, which a warm-up learns.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Differentiable.class).or(() -> Bounds.misfit(context.energy().space()));
  }

  @Override
  public Set<Trouble> remedyFor() {
    return Set.of(Trouble.SLOW_MIXING);
  }

  @Override
  public Optional<String> bias(Config config) {
    return config.adjusted()
        ? Optional.empty()
        : Optional.of(
            "with adjusted off it refuses no step, so that its law is off by O(step size)");
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    HmcChain.Plan plan =
        new HmcChain.Plan(
            "sampler 'preconditioned-langevin'",
            new Root(config.stepSize()),
            1,
            1,
            config.preconditioner(),
            config.targetAcceptance(),
            config.adjusted(),
            true);
    return (energy, states, random) ->
        new HmcChain(plan, context.progress(), energy, states, random);
  }
}
