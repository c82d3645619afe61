package io.ebm.objectives.score;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code finite-difference-score-matching} (Pang, Xu, Li, Song, Ermon and Zhu 2020): {@link
 * SlicedScoreMatchingFactory sliced-score-matching} by energies alone. With a step {@code h = εv},
 * {@code v} random of covariance I,
 *
 * <pre>{@code loss = 1/ε² [ ½ ((E(x+h) - E(x-h))/2)² - (E(x+h) - 2E(x) + E(x-h)) ],}</pre>
 *
 * of error {@code O(ε²)} against the sliced loss. It needs no derivative by {@code x}. Energies in
 * single precision forbid a small ε: rounding of relative size 1e-7 is multiplied by {@code E/ε²}.
 *
 * <p><b>Cost.</b> {@code 1 + 2M} energies and as many gradients per row.
 *
 * <p><b>Value.</b> The loss itself; its gradient is exact for the directions drawn. Weights sum to
 * zero.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for discrete states or a box; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class FiniteDifferenceScoreMatchingFactory
    implements ObjectiveFactory<FiniteDifferenceScoreMatchingFactory.Config> {

  /**
   * Settings of {@code finite-difference-score-matching}.
   *
   * @param spacing ε, positive
   * @param projections M, at least 1
   * @param direction what they are drawn from
   */
  public record Config(
      @Setting(value = "0.1", doc = "Step ε per coordinate, in units of the data; positive.")
          double spacing,
      @Setting(value = "1", doc = "Directions M per row, at least 1.") int projections,
      @Setting(value = "\"rademacher\"", doc = "What directions are drawn from.")
          SlicedScoreMatchingFactory.Direction direction) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("spacing", spacing);
      Checks.atLeast("projections", projections, 1);
    }
  }

  @Override
  public String name() {
    return "finite-difference-score-matching";
  }

  @Override
  public String description() {
    return "Sliced score matching from energies alone, by differences.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class).or(() -> Spaces.bounded(context.energy().space()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new FiniteDifferenceScoreMatching(config);
  }
}
