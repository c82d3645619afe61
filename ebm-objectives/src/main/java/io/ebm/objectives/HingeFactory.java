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
 * {@code hinge}: {@code Σ_i max(0, margin + E(y_i) - E(ȳ_i))} with {@code ȳ_i} the most offending
 * wrong answer (Altun, Johnson and Hofmann 2003; LeCun et al. 2006, equation 11). For sequences the
 * margin is the same however many labels are wrong; {@code structured-hinge} scales it.
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
public final class HingeFactory implements ObjectiveFactory<HingeFactory.Config> {

  /**
   * Settings of {@code hinge}.
   *
   * @param margin between the target and the best wrong answer, positive
   */
  public record Config(
      @Setting(value = "1", doc = "Margin between the target and the best wrong answer, positive.")
          double margin) {

    /** Checks the range. */
    public Config {
      Checks.positive("margin", margin);
    }
  }

  @Override
  public String name() {
    return "hinge";
  }

  @Override
  public String description() {
    return "The target must lie below the best wrong answer by a margin.";
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
    return new OffenderLoss("objective 'hinge'", new OffenderLoss.Hinge(config.margin()));
  }
}
