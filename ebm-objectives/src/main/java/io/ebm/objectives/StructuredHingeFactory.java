package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.CostAugmented;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code structured-hinge}: the loss of the structured support vector machine with margins scaled
 * by the Hamming distance (Taskar, Guestrin and Koller 2003; Tsochantaridis et al. 2005), {@code
 * Σ_i max_y [E(x_i) - E(y) + cost · #{j : y_j ≠ x_ij}]}. It is never negative and convex in the
 * parameters of a model that is linear in them; at its kinks the gradient is a subgradient.
 *
 * <p><b>Metrics.</b> {@code violations}, the share of rows with a positive loss.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class StructuredHingeFactory
    implements ObjectiveFactory<StructuredHingeFactory.Config> {

  /**
   * Settings of {@code structured-hinge}.
   *
   * @param cost margin for one wrong unit, positive
   */
  public record Config(
      @Setting(value = "1", doc = "Margin for every wrong unit, positive.") double cost) {

    /** Checks the range. */
    public Config {
      Checks.positive("cost", cost);
    }
  }

  @Override
  public String name() {
    return "structured-hinge";
  }

  @Override
  public String description() {
    return "Structured margin: energies of wrong states must be higher by their Hamming cost.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class, CostAugmented.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new MarginLoss("objective 'structured-hinge'", config.cost());
  }
}
