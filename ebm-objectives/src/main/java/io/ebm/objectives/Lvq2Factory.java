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
 * {@code lvq2}: {@code Σ_i min(ceiling, max(0, E(y_i) - E(ȳ_i)))} with {@code ȳ_i} the most
 * offending wrong answer (Kohonen's LVQ2 as in LeCun et al. 2006, table 1). A row that is wrong by
 * more than the ceiling has no gradient: outliers are left alone, and so is everything where a
 * model begins far off. It has no margin.
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
public final class Lvq2Factory implements ObjectiveFactory<Lvq2Factory.Config> {

  /**
   * Settings of {@code lvq2}.
   *
   * @param ceiling the most that one row may lose, positive
   */
  public record Config(
      @Setting(value = "5", doc = "Most that one row may lose, positive.") double ceiling) {

    /** Checks the range. */
    public Config {
      Checks.positive("ceiling", ceiling);
    }
  }

  @Override
  public String name() {
    return "lvq2";
  }

  @Override
  public String description() {
    return "Learning vector quantisation: errors that are not too large.";
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
    return new OffenderLoss("objective 'lvq2'", new OffenderLoss.Lvq2(config.ceiling()));
  }
}
