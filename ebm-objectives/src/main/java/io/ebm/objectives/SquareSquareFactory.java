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
 * {@code square-square}: {@code Σ_i E(y_i)² + max(0, margin - E(ȳ_i))²} with {@code ȳ_i} the most
 * offending wrong answer (LeCun et al. 2006, equation 15). It fixes the level of the energies,
 * unlike losses of their difference.
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
public final class SquareSquareFactory implements ObjectiveFactory<SquareSquareFactory.Config> {

  /**
   * Settings of {@code square-square}.
   *
   * @param margin the energy that the best wrong answer should have at least, positive
   */
  public record Config(
      @Setting(
              value = "1",
              doc = "Energy that the best wrong answer should have at least, positive.")
          double margin) {

    /** Checks the range. */
    public Config {
      Checks.positive("margin", margin);
    }
  }

  @Override
  public String name() {
    return "square-square";
  }

  @Override
  public String description() {
    return "The target's energy to zero, the best wrong answer's above a margin.";
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
        "objective 'square-square'", new OffenderLoss.SquareSquare(config.margin()));
  }
}
