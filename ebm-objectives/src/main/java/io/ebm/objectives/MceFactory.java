package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.BestDecodable;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code mce}: minimum classification error (Juang, Chou and Lee 1997; LeCun et al. 2006, equation
 * 14), {@code Σ_i 1 / (1 + exp(-(E(y_i) - E(ȳ_i))))} with {@code ȳ_i} the most offending wrong
 * answer: a smooth count of the errors. Bounded, so that outliers weigh little; flat far from the
 * boundary.
 *
 * <p><b>Cost.</b> A step evaluates every row once, searches its two best states, and takes at most
 * two gradients of it.
 *
 * <p><b>Metrics.</b> {@code violations}, the share of rows whose truth is not the minimum.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite; {@link
 * IllegalArgumentException} where rows have no contexts or a label is out of range.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MceFactory implements ObjectiveFactory<MceFactory.Config> {

  /** No settings. */
  public record Config() {}

  @Override
  public String name() {
    return "mce";
  }

  @Override
  public String description() {
    return "Minimum classification error: a smooth count of errors.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class, BestDecodable.class)
        .or(() -> Targets.misfit(context.conditional()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new OffenderLoss("objective 'mce'", new OffenderLoss.Mce());
  }
}
