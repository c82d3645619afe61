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
 * {@code nesterov}: gradient descent with the momentum of Nesterov (1983), {@code x' = y - ε
 * ∇E(y)}, {@code y' = x' + k/(k + 3) (x' - x)}, with k the steps of a chain since its momentum last
 * pointed uphill, where it is given up (O'Donoghue and Candès 2015). The error of a convex energy
 * falls as 1/k² rather than 1/k. In a box states are cut to its bounds. A minimiser and no sampler.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy or a state is not finite.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class NesterovFactory implements SamplerFactory<NesterovFactory.Config> {

  /**
   * Settings of {@code nesterov}.
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
    return "nesterov";
  }

  @Override
  public String description() {
    return "Accelerated steps down the gradient, to a minimum of the energy; for real states.";
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
            "sampler '" + name() + "'", config.stepSize(), true, progress, energy, states);
  }
}
