package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.ExactExpectations;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Tractable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code mee}: minimum empirical error (Ljolje, Ephraim and Rabiner 1990; LeCun et al. 2006, table
 * 1), {@code Σ_i 1 - p(y_i | c_i)}: the expected number of errors of a classifier that draws its
 * answer. Bounded, so that hopeless examples weigh little; not convex, and flat where all is wrong.
 *
 * <p><b>Cost.</b> A step evaluates every row once and its partition function once, and takes one
 * gradient and one expectation of it.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite; {@link
 * IllegalArgumentException} where rows have no contexts or a label is out of range.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MeeFactory implements ObjectiveFactory<MeeFactory.Config> {

  /** No settings. */
  public record Config() {}

  @Override
  public String name() {
    return "mee";
  }

  @Override
  public String description() {
    return "Minimum empirical error: one minus the probability of the target.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class, Tractable.class, ExactExpectations.class)
        .or(() -> Targets.misfit(context.conditional()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new MinimumEmpiricalError();
  }
}
