package io.ebm.objectives.likelihood;

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
 * {@code pseudo-likelihood} (Besag 1975): {@code -Σ_i Σ_j log p(x_ij | the rest of x_i)} over the
 * units of discrete states, which needs no partition function: {@code p(x_j | rest)} compares the
 * energies of the states that differ from {@code x} in unit {@code j} alone. Consistent: with
 * enough data of a model it finds that model.
 *
 * <p>With {@code units} it takes that many units of every row, drawn anew at each step without
 * repetition, and scales their sum up: an unbiased estimate of value and gradient.
 *
 * <p>With {@code candidates} it compares a unit's level with that many others, drawn at each step
 * uniformly without repetition, and takes the likelihood given that the level is one of the set
 * {@code S} of these and itself:
 *
 * <pre>{@code -log exp(-E(x)) / Σ_{a ∈ S} exp(-E(x with x_j = a)).}</pre>
 *
 * It is consistent as well, for as all sets are alike the law given the set is the model's: ranking
 * noise-contrastive estimation with uniform noise (Ma and Collins 2018, "Noise contrastive estimation
 * and negative sampling for conditional models", section 3; compare Clark et al. 2020, "Pre-training
 * transformers as energy-based cloze models"). Its value is that of another loss and less than with
 * all levels.
 *
 * <p>Levels that leave no state, of energy {@code +∞}, have no weight.
 *
 * <p><b>Cost.</b> Per unit one evaluation and one gradient for each level that is compared, and one
 * of each for the row.
 *
 * <p><b>Value.</b> The negative pseudo-log-likelihood in nats, summed over the rows.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for states that are not discrete; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PseudoLikelihoodFactory
    implements ObjectiveFactory<PseudoLikelihoodFactory.Config> {

  /**
   * Settings of {@code pseudo-likelihood}.
   *
   * @param units how many units of each row, at least 1; null for all
   * @param candidates how many other levels of each unit, at least 1; null for all
   */
  public record Config(
      @Setting(doc = "How many units of each row to take, drawn at random; all if left out.")
          @Nullable Integer units,
      @Setting(
              doc =
                  "How many other levels each unit is compared with, drawn anew each time; all if left"
                      + " out. Many levels, as words, need it.")
          @Nullable Integer candidates) {

    /** Checks the ranges. */
    public Config {
      if (units != null) {
        Checks.atLeast("units", units, 1);
      }
      if (candidates != null) {
        Checks.atLeast("candidates", candidates, 1);
      }
    }
  }

  @Override
  public String name() {
    return "pseudo-likelihood";
  }

  @Override
  public String description() {
    return "Every unit of discrete states predicted from all others; needs no partition function.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class).or(() -> Neighbours.misfit(context.energy().space()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Neighbours("objective 'pseudo-likelihood'", config.units(), config.candidates(), Rules::pseudoLikelihood);
  }
}
