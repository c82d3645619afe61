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
 * {@code score-matching} (Hyvärinen 2005): fits the score {@code -∇x E} of the model to that of the
 * data without knowing the latter or a partition function,
 *
 * <pre>{@code loss = ½ |∇x E(x)|² - Σ_j ∂²E(x)/∂x_j².}</pre>
 *
 * Consistent; for a Gaussian it gives the mean and the inverse covariance of the data. It says
 * nothing about the masses of modes with empty space between them, and a flexible energy overfits
 * few data by sharp wells at each: denoising-score-matching does neither at its level of noise.
 *
 * <p><b>Second derivatives</b> are exact if the energy is {@link io.ebm.api.CurvatureLearnable},
 * else central differences of its slopes, {@code spacing} away to either side: of error {@code
 * O(spacing²)}, and none for a quadratic energy.
 *
 * <p><b>Cost.</b> Per row one gradient and one directional derivative by the parameters; and for
 * each coordinate, with exact second derivatives one of those, else two gradients and two
 * directional derivatives. For long rows take sliced-score-matching.
 *
 * <p><b>Value.</b> The loss itself, which has no lower bound of its own.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for discrete states or a box; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ScoreMatchingFactory implements ObjectiveFactory<ScoreMatchingFactory.Config> {

  /**
   * Settings of {@code score-matching}.
   *
   * @param spacing distance of the probes of a difference, positive
   */
  public record Config(
      @Setting(
              value = "0.05",
              doc =
                  "Distance of the probes where second derivatives are differences, in units of the"
                      + " data; positive.")
          double spacing) {

    /** Checks the range. */
    public Config {
      Checks.positive("spacing", spacing);
    }
  }

  private static final class Coordinates implements ScoreMatching.Directions {
    @Override
    public int count(int dim) {
      return dim;
    }

    @Override
    public void write(int k, Batch into, RandomStream random) {
      into.fill(0);
      for (int i = 0; i < into.size(); i++) {
        into.set(i, k, 1);
      }
    }

    @Override
    public double factor(int dim) {
      return 1;
    }

    @Override
    public boolean projected() {
      return false;
    }
  }

  @Override
  public String name() {
    return "score-matching";
  }

  @Override
  public String description() {
    return "Score matching with all second derivatives: no noise, no chains, no partition function.";
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
    return new ScoreMatching("objective 'score-matching'", new Coordinates(), config.spacing());
  }
}
