package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.BestDecodable;
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
 * {@code square-exponential}: {@code Σ_i E(y_i)² + factor · exp(-E(ȳ_i))} with {@code ȳ_i} the most
 * offending wrong answer (Osadchy, Miller and LeCun 2005; LeCun et al. 2006, equation 16). The
 * margin is infinite and its force fades.
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
public final class SquareExponentialFactory
    implements ObjectiveFactory<SquareExponentialFactory.Config> {

  /**
   * Settings of {@code square-exponential}.
   *
   * @param factor of the exponential, positive
   */
  public record Config(
      @Setting(value = "1", doc = "Factor of the exponential, positive.") double factor) {

    /** Checks the range. */
    public Config {
      Checks.positive("factor", factor);
    }
  }

  @Override
  public String name() {
    return "square-exponential";
  }

  @Override
  public String description() {
    return "The target's energy to zero, the best wrong answer's up without end.";
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
    return new OffenderLoss(
        "objective 'square-exponential'", new OffenderLoss.SquareExponential(config.factor()));
  }
}
