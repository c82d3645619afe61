package io.ebm.objectives.score;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code sliced-score-matching} (Song, Garg, Shi and Ermon 2019): {@link ScoreMatchingFactory
 * score-matching} along random directions {@code v} of covariance I in place of all coordinates,
 *
 * <pre>{@code loss = 1/M Σ_k [ ½ (v_k · ∇x E(x))² - v_kᵀ ∇x²E(x) v_k ],}</pre>
 *
 * or, with {@code varianceReduced}, {@code ½ |∇x E(x)|²} in place of the first term, which is its
 * mean. Its expectation is the loss of score matching; its cost does not grow with the dimension.
 *
 * <p><b>Second derivatives</b> as for score-matching.
 *
 * <p><b>Cost.</b> Per row one gradient; a directional derivative by the parameters for each
 * direction (for all together if {@code varianceReduced}); and for each direction's second
 * derivative one more if exact, else two gradients and two directional derivatives.
 *
 * <p><b>Value.</b> The loss itself; its gradient is exact for the directions drawn.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for discrete states or a box; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SlicedScoreMatchingFactory
    implements ObjectiveFactory<SlicedScoreMatchingFactory.Config> {

  /** What directions are drawn from. */
  public enum Direction {
    /** Signs: every coordinate +1 or -1. */
    RADEMACHER,
    /** Standard normal numbers. */
    GAUSSIAN
  }

  /**
   * Settings of {@code sliced-score-matching}.
   *
   * @param projections M, at least 1
   * @param direction what they are drawn from
   * @param varianceReduced whether the whole score is squared
   * @param spacing distance of the probes of a difference, positive
   */
  public record Config(
      @Setting(value = "1", doc = "Directions M per row, at least 1.") int projections,
      @Setting(value = "\"rademacher\"", doc = "What directions are drawn from.")
          Direction direction,
      @Setting(value = "true", doc = "Whether the whole score is squared, not its projection.")
          boolean varianceReduced,
      @Setting(
              value = "0.05",
              doc =
                  "Distance of the probes where second derivatives are differences, in units of the"
                      + " data; positive.")
          double spacing) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("projections", projections, 1);
      Checks.positive("spacing", spacing);
    }
  }

  private record Drawn(Config config) implements ScoreMatching.Directions {
    @Override
    public int count(int dim) {
      return config.projections();
    }

    @Override
    public void write(int k, Batch into, RandomStream random) {
      draw(config.direction(), into, random);
    }

    @Override
    public double factor(int dim) {
      return 1.0 / config.projections();
    }

    @Override
    public boolean projected() {
      return !config.varianceReduced();
    }
  }

  static void draw(Direction direction, Batch into, RandomStream random) {
    float[] v = into.array();
    int at = into.offset();
    random.fillGaussian(v, at, into.length());
    if (direction == Direction.RADEMACHER) {
      for (int i = at; i < at + into.length(); i++) {
        v[i] = v[i] < 0 ? -1 : 1;
      }
    }
  }

  @Override
  public String name() {
    return "sliced-score-matching";
  }

  @Override
  public String description() {
    return "Score matching along random directions; its cost does not grow with the dimension.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(ScoreLearnable.class).or(() -> Spaces.bounded(context.energy().space()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new ScoreMatching(
        "objective 'sliced-score-matching'", new Drawn(config), config.spacing());
  }
}
