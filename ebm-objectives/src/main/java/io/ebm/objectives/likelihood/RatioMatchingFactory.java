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
 * {@code ratio-matching} (Hyvärinen 2007): the conditional probability of every unit of discrete
 * states is to match what the data say, by squares in place of ratio-matching's logarithm:
 *
 * <pre>{@code loss = Σ_j ½ Σ_l (1[l = x_j] - p(x_j = l | rest))².}</pre>
 *
 * With two levels that is {@code Σ_j (1 - p(x_j | rest))²}, the {@code Σ_j g²(p(x) / p(x̄_j))},
 * {@code g(u) = 1/(1+u)}, of the paper. Consistent, and less moved by single rows that the model
 * finds unlikely than ratio-matching is.
 *
 * <p>With {@code units} it takes that many units of every row, drawn anew at each step without
 * repetition, and scales their sum up: an unbiased estimate of value and gradient.
 *
 * <p><b>Cost.</b> Per unit one evaluation and one gradient for each level but the row's own, and
 * one of each for the row.
 *
 * <p><b>Value.</b> The loss itself. Weights sum to zero.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for states that are not discrete; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class RatioMatchingFactory implements ObjectiveFactory<RatioMatchingFactory.Config> {

  /**
   * Settings of {@code ratio-matching}.
   *
   * @param units how many units of each row, at least 1; null for all
   */
  public record Config(
      @Setting(doc = "How many units of each row to take, drawn at random; all if left out.")
          @Nullable Integer units) {

    /** Checks the range. */
    public Config {
      if (units != null) {
        Checks.atLeast("units", units, 1);
      }
    }
  }

  @Override
  public String name() {
    return "ratio-matching";
  }

  @Override
  public String description() {
    return "Conditional probabilities of single units by squares; needs no partition function.";
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
    return new Neighbours("objective 'ratio-matching'", config.units(), null, Rules::ratioMatching);
  }
}
