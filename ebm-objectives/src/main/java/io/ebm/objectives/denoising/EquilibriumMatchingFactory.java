package io.ebm.objectives.denoising;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code equilibrium-matching}: one energy without noise levels whose descent leads from noise to
 * data, where it comes to rest (Wang and Du 2025, "Equilibrium matching: generative modeling with
 * implicit energy-based models", equations 3 and 5): at {@code x_γ = γ x + (1 - γ) ε}, with {@code
 * γ} even in [0, 1],
 *
 * <pre>{@code
 * loss = ½ |∇E(x_γ) - c(γ) (ε - x)|²,   c(γ) = λ for γ ≤ a, else λ (1 - γ) / (1 - a)
 * }</pre>
 *
 * Draw from it by descent ({@code gradient-descent}, {@code nesterov}) from normal noise. Its
 * minima lie near the data; {@code exp(-E)} is not their law.
 *
 * <p><b>Cost.</b> A gradient by the state and a directional derivative by the parameters.
 *
 * <p><b>Value.</b> The loss itself, which does not go to 0.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class EquilibriumMatchingFactory
    implements ObjectiveFactory<EquilibriumMatchingFactory.Config> {

  /**
   * Settings of {@code equilibrium-matching}.
   *
   * @param from {@code a}, where slopes begin to fall
   * @param factor {@code λ}
   */
  public record Config(
      @Setting(
              value = "0.8",
              doc =
                  "The part of the way to the data up to which slopes are whole; from 0, below 1.")
          double from,
      @Setting(value = "4", doc = "By what all slopes are multiplied, positive.") double factor) {

    /** Checks the ranges. */
    public Config {
      Checks.that(from >= 0 && from < 1, "from", "must be from 0 to below 1, but is " + from);
      Checks.positive("factor", factor);
    }
  }

  @Override
  public String name() {
    return "equilibrium-matching";
  }

  @Override
  public String description() {
    return "An energy without noise levels whose descent leads from noise to data.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return SlopeRegression.misfit(context);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new SlopeRegression(name()) {
      @Override
      void choose(Batch data, Batch noise, RandomStream random, Batch states, Batch wanted) {
        for (int i = 0; i < data.size(); i++) {
          double gamma = random.nextDouble();
          double fall = gamma <= config.from() ? 1 : (1 - gamma) / (1 - config.from());
          for (int j = 0; j < data.dim(); j++) {
            double x = data.get(i, j);
            double e = noise.get(i, j);
            states.set(i, j, (float) (gamma * x + (1 - gamma) * e));
            wanted.set(i, j, (float) (config.factor() * fall * (e - x)));
          }
        }
      }
    };
  }
}
