package io.ebm.samplers.langevin;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.samplers.Bounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code underdamped-langevin}: Langevin dynamics with velocities,
 *
 * <pre>{@code dx = v dt,   dv = -∇E(x) dt - γ v dt + sqrt(2 γ T) dW}</pre>
 *
 * of unit mass, in the splitting BAOAB (Leimkuhler and Matthews 2013, "Rational construction of
 * stochastic numerical methods for molecular sampling"). One gradient a step. Velocities are the
 * chain's own, drawn at its first step and kept when the states are written.
 *
 * <p><b>Bias.</b> Nothing is refused, so states follow {@code exp(-E / T)} up to {@code O(ε²)}; for
 * a Gaussian they follow it exactly, once velocities have settled, for every step below {@code 2 /
 * ω} with {@code ω²} the greatest eigenvalue of the precision. Above, the chain diverges.
 *
 * <p><b>Boundary.</b> In a {@link io.ebm.api.StateSpace.Box} chains are reflected. Discrete spaces
 * are refused.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy or
 * a state is not finite, or a chain starts outside the support.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class UnderdampedLangevinFactory
    implements SamplerFactory<UnderdampedLangevinFactory.Config> {

  /**
   * Settings of {@code underdamped-langevin}.
   *
   * @param stepSize ε, positive
   * @param friction γ, positive
   * @param temperature T, not negative
   */
  public record Config(
      @Setting(value = "0.1", doc = "Step in time ε, positive.") Schedule stepSize,
      @Setting(
              value = "1",
              doc = "Friction γ, positive; best about the slowest frequency of the target.")
          Schedule friction,
      @Setting(value = "1", doc = "Temperature T, not negative; 0 descends with friction.")
          Schedule temperature) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.positive("friction", friction);
      Checks.notNegative("temperature", temperature);
    }
  }

  @Override
  public String name() {
    return "underdamped-langevin";
  }

  @Override
  public String description() {
    return "Langevin dynamics with velocities (BAOAB), biased by O(step size squared).";
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
  public Optional<String> bias(Config config) {
    return Optional.of("it refuses no step, so that its law is off by O(step size squared)");
  }

  @Override
  public double temperature(Config config) {
    return config.temperature().at(1);
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public boolean keepsRows(Config config) {
    return true;
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new UnderdampedLangevinChain(config, context.progress(), energy, states, random);
  }
}
