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
 * {@code minimum-probability-flow} (Sohl-Dickstein, Battaglino and DeWeese 2011): the flow of
 * probability away from the data in the first moment of dynamics that lead to the model, over the
 * connections of states that differ in one unit:
 *
 * <pre>{@code loss = Σ_x' exp(½ (E(x) - E(x'))).}</pre>
 *
 * The paper leaves out connections between two rows of data; here all count, so that the loss is a
 * sum over rows. That is consistent as well: at the true energy the flows along every connection
 * cancel. A row that the model finds very unlikely counts exponentially; start from small energies.
 *
 * <p>With {@code units} it takes the neighbours at that many units of every row, drawn anew at each
 * step without repetition, and scales their sum up: an unbiased estimate of value and gradient.
 *
 * <p><b>Cost.</b> Per unit one evaluation and one gradient for each level but the row's own, and
 * one of each for the row.
 *
 * <p><b>Value.</b> The loss itself, without the paper's factor ε. Weights sum to zero.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for states that are not discrete; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MinimumProbabilityFlowFactory
    implements ObjectiveFactory<MinimumProbabilityFlowFactory.Config> {

  /**
   * Settings of {@code minimum-probability-flow}.
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
    return "minimum-probability-flow";
  }

  @Override
  public String description() {
    return "The flow of probability from data to states one unit away; needs no partition function.";
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
    return new Neighbours(
        "objective 'minimum-probability-flow'", config.units(), null, Rules::probabilityFlow);
  }
}
