package io.ebm.objectives.score;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code denoising-score-matching} (Vincent 2011, equation 11): each row is disturbed, {@code x̃ =
 * x + σ ξ} with {@code ξ ~ N(0, I)}, and the model's score {@code -∇x E(x̃)} learns to point back,
 *
 * <pre>{@code loss = ½ |σ ∇x E(x̃) - ξ|²,}</pre>
 *
 * which is Vincent's loss times {@code σ²}, so that levels of noise weigh alike (Song and Ermon
 * 2019). Its minimum is the score of the data smoothed by noise of that level: for a Gaussian of
 * covariance {@code Σ} the energy of precision {@code (Σ + σ² I)⁻¹}. No chains, no partition
 * function.
 *
 * <p>With several {@code levels} each row draws one, all being equally likely, and the energy
 * learns a mixture of what each asks for; an energy that is {@link
 * io.ebm.api.noise.NoiseConditioned} is asked for its energy at each level instead. With {@code
 * weighting = none} the loss is Vincent's own, not multiplied by {@code σ²}.
 *
 * <p><b>Cost.</b> Per row one gradient by {@code x} and one directional derivative by the
 * parameters in one call (two gradients by the parameters where that is a difference).
 *
 * <p><b>Gradient.</b> Exact for an energy that is {@link io.ebm.api.ScoreLearnable}; for one that
 * is {@link Learnable} and {@link Differentiable} alone it comes from {@link
 * io.ebm.api.CentralDifferences} with a spacing of an eighth of the least level, at the cost of two
 * passes.
 *
 * <p><b>Value.</b> The loss itself. It does not go to 0: at the optimum of a well-fitted model it
 * is about half the dimension for small σ.
 *
 * <p><b>Spaces.</b> Discrete ones are refused. In a box the disturbed rows may lie outside, and the
 * energy is evaluated there.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when the loss of a row is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DenoisingScoreMatchingFactory
    implements ObjectiveFactory<DenoisingScoreMatchingFactory.Config> {

  /** How levels weigh. */
  public enum Weighting {
    /** The loss times σ², so that all levels count alike. */
    VARIANCE,
    /** Vincent's loss, in which small levels count most. */
    NONE
  }

  /**
   * Settings of {@code denoising-score-matching}: either {@code sigma} or {@code levels}.
   *
   * @param sigma the one level of noise, positive, in units of the data
   * @param levels several levels, each positive
   * @param weighting how levels weigh
   */
  public record Config(
      @Setting(doc = "Noise level σ, positive, in units of the data; or give levels.")
          @Nullable Double sigma,
      @Setting(doc = "Several noise levels, one drawn per row, instead of sigma.")
          @Nullable List<Double> levels,
      @Setting(
              value = "\"variance\"",
              doc = "Factor of a level's loss: its variance σ², or none (Vincent's own).")
          Weighting weighting) {

    /** Checks the ranges. */
    public Config {
      Checks.that(
          (sigma == null) != (levels == null), "sigma", "must be given, or else levels; not both");
      if (sigma != null) {
        Checks.positive("sigma", sigma);
      }
      if (levels != null) {
        Checks.that(!levels.isEmpty(), "levels", "must not be empty");
        for (double level : levels) {
          Checks.positive("levels", level);
        }
        levels = List.copyOf(levels);
      }
    }

    double[] all() {
      if (levels != null) {
        return levels.stream().mapToDouble(Double::doubleValue).toArray();
      }
      return new double[] {sigma == null ? Double.NaN : sigma};
    }
  }

  @Override
  public String name() {
    return "denoising-score-matching";
  }

  @Override
  public String description() {
    return "Denoising score matching: the gradient of the energy learns to undo added noise.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class, Differentiable.class)
        .or(() -> Spaces.discrete(context.energy().space()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new DenoisingScoreMatching(config.all(), config.weighting());
  }
}
