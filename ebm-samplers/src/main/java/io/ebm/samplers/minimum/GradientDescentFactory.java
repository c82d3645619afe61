package io.ebm.samplers.minimum;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Progress;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.samplers.Bounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code gradient-descent}: {@code x ← x - ε ∇E(x)}, in a box cut to its bounds. A minimiser and no
 * sampler: the chains go to local minima and stay.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy or a state is not finite.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class GradientDescentFactory implements SamplerFactory<GradientDescentFactory.Config> {

  /**
   * Settings of {@code gradient-descent}.
   *
   * @param stepSize ε, positive
   */
  public record Config(
      @Setting(
              value = "0.01",
              doc =
                  "Step size ε, positive; below 2 / L, or chains run away, with L the greatest curvature.")
          Schedule stepSize) {

    /** Checks the range. */
    public Config {
      Checks.positive("stepSize", stepSize);
    }
  }

  @Override
  public String name() {
    return "gradient-descent";
  }

  @Override
  public String description() {
    return "Steps down the gradient, to a minimum of the energy; for real states.";
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
    return Optional.of("it looks for minima");
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    Progress progress = context.progress();
    return (energy, states, random) ->
        new DescentChain(
            "sampler '" + name() + "'", config.stepSize(), false, progress, energy, states);
  }
}
