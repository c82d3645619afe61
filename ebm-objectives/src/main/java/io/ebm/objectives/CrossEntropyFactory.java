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
 * {@code cross-entropy}: the negative log-likelihood of targets given contexts, {@code Σ_i E(y_i |
 * c_i) + log Σ_y exp(-E(y | c_i))} (LeCun et al. 2006, table 1, "NLL/MMI" with β = 1; of classes,
 * the softmax loss). Its gradient is exact: {@code Σ_i ∇θ E(y_i | c_i) - E_{y ~ p_i}[∇θ E(y |
 * c_i)]}. It is {@code maximum-likelihood} for what has contexts, and refuses what has none.
 *
 * <p><b>Value.</b> In nats, summed over the rows.
 *
 * <p><b>Cost.</b> One pass over the rows where the energy is {@link
 * io.ebm.api.LikelihoodLearnable}; otherwise a gradient of the rows, their partition functions and
 * their expectations.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite; {@link
 * IllegalArgumentException} where rows have no contexts or a label is out of range.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class CrossEntropyFactory implements ObjectiveFactory<CrossEntropyFactory.Config> {

  /** No settings. */
  public record Config() {}

  @Override
  public String name() {
    return "cross-entropy";
  }

  @Override
  public String description() {
    return "The exact negative log-likelihood of targets given their contexts.";
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
    return new CrossEntropy();
  }
}
