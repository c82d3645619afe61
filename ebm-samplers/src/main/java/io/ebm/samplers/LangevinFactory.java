package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code langevin}: the unadjusted Langevin algorithm (Parisi 1981; Grenander and Miller 1994),
 *
 * <pre>{@code x ← x - ε ∇E(x) + sqrt(2 ε T) ξ,   ξ ~ N(0, I)}</pre>
 *
 * the Euler step of a diffusion whose law is {@code exp(-E / T)}.
 *
 * <p><b>Bias.</b> Nothing is refused, so the stationary law differs from {@code exp(-E / T)} by
 * {@code O(ε)}: for a Gaussian of precision {@code P} its covariance is {@code T [P (I - ε P /
 * 2)]⁻¹} instead of {@code T P⁻¹}, and the chain diverges where an eigenvalue of {@code ε P}
 * exceeds 2. Whatever the Gaussian, no direction has a stationary variance below {@code 2 ε T}
 * (that of {@code P = 1 / ε}). So a model <b>trained</b> by such chains cannot fit data narrower
 * than that in some direction, and becomes steeper and steeper until the chains diverge: keep
 * {@code ε} well below half the least variance of the data, at a fifth of that variance, say.
 * {@link MalaFactory mala} has no such bias. Bounding gradients by {@code clip} biases the chain
 * further: where a bound is met, the chain feels a slope less steep than the energy's.
 *
 * <p><b>Boundary.</b> In a {@link io.ebm.api.StateSpace.Box} a step that leaves is reflected at the
 * boundary, as often as needed. Discrete spaces are refused.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy or
 * a state is not finite. Energies are looked at in every step, states at the end of an advance.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class LangevinFactory implements SamplerFactory<LangevinFactory.Config> {

  /**
   * Settings of {@code langevin}.
   *
   * @param stepSize ε, positive
   * @param temperature T, not negative; 0 descends without noise; null for 1, or for what the noise
   *     implies
   * @param noise standard deviation of the noise of a step, positive, instead of the temperature;
   *     null for what that says
   * @param clip bound on the size of each component of the gradient, positive; none by default
   */
  public record Config(
      @Setting(
              value = "0.01",
              doc = "Step size ε, positive; best about a fifth of the least variance of the data.")
          Schedule stepSize,
      @Setting(
              doc =
                  "Temperature T, not negative; 0 descends without noise. Left out it is 1, or what"
                      + " 'noise' implies.")
          @Nullable Schedule temperature,
      @Setting(
              doc =
                  "Standard deviation s of the noise of a step, positive, instead of the temperature:"
                      + " T = s²/(2ε).")
          @Nullable Schedule noise,
      @Setting(doc = "Bound on the size of each component of ∇E, positive; biases the chain.")
          @Nullable Double clip) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      if (temperature != null) {
        Checks.notNegative("temperature", temperature);
      }
      if (noise != null) {
        Checks.positive("noise", noise);
        Checks.that(
            temperature == null, "noise", "stands for a temperature, and cannot stand beside one");
      }
      if (clip != null) {
        Checks.positive("clip", clip);
      }
    }

    /** T at a point of the run, as it is given or as the noise implies it. */
    double impliedTemperature(double progress) {
      if (noise != null) {
        double spread = noise.at(progress);
        return spread * spread / (2 * stepSize.at(progress));
      }
      return temperature == null ? 1 : temperature.at(progress);
    }
  }

  @Override
  public String name() {
    return "langevin";
  }

  @Override
  public String description() {
    return "Unadjusted Langevin dynamics: gradient steps with noise, biased by O(step size).";
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
    return Optional.of("it refuses no step, so that its law is off by O(step size)");
  }

  @Override
  public List<String> notes(Config config) {
    List<String> notes = new ArrayList<>();
    if (config.noise() != null) {
      String from = String.format(Locale.ROOT, "%.3g", config.impliedTemperature(0));
      String to = String.format(Locale.ROOT, "%.3g", config.impliedTemperature(1));
      notes.add(
          "has steps and noise of a temperature of "
              + (from.equals(to) ? from : from + " at first and " + to + " in the end")
              + " (noise² / (2 · step)): its chains draw from exp(-E/T), and energies are compared"
              + " with that T");
    }
    if (config.clip() != null) {
      notes.add(
          "bounds each component of the gradient by "
              + config.clip()
              + ", a bias: where the bound is met its chains feel a gentler slope than the energy's");
    }
    return notes;
  }

  @Override
  public double temperature(Config config) {
    return config.impliedTemperature(1);
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
        new LangevinChain(config, context.progress(), energy, states, random);
  }
}
