package io.ebm.core.estimation;

import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.ExactDraws;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PartitionEstimator;
import io.ebm.core.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Annealed importance sampling in reverse (Burda, Grosse and Salakhutdinov 2015, "Accurate and
 * conservative estimates of MRF log-likelihood using reverse annealing"): chains walk from states
 * of the model to its base. The mean of their weights estimates {@code Z0 / Z} without bias, so
 * that {@code log Z} comes out too large on average: in expectation an upper bound, if the states
 * they start from are samples of the model.
 *
 * <p>These are exact samples where the energy is {@link ExactDraws}. Else they are training data,
 * or the ends of forward chains resampled by their weights, after a number of transitions at the
 * model: then the bound is as good as those chains are, and a mode that they miss is missing in
 * {@code Z}.
 *
 * <p>Intervals and flags are those of {@link Ais}. Immutable and thread-safe.
 */
public final class ReverseAis implements PartitionEstimator {

  private final ReverseConfig config;

  /** Creates the method. */
  public ReverseAis(ReverseConfig config) {
    this.config = config;
  }

  @Override
  public String method() {
    return "reverse-ais";
  }

  /** Why walks back cannot begin, or go on; see {@link io.ebm.api.ComponentFactory#misfit}. */
  static Optional<String> misfit(@Nullable ReverseConfig config, FitContext context) {
    ReverseConfig.Start start = config == null ? null : config.start();
    if (start == ReverseConfig.Start.EXACT
        && !Capabilities.has(context.energy(), ExactDraws.class)) {
      return Optional.of("cannot start at exact samples, as the energy is not ExactDraws");
    }
    if (start == ReverseConfig.Start.DATA
        && !AnnealedWeights.dataFit(context.energy().space(), context.data())) {
      return Optional.of("cannot start at data: there are none that fit the energy");
    }
    return Path.misfit(config == null ? null : config.sampler(), context);
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require(
        "estimator '" + method() + "'", misfit(config, Estimators.fit(energy, context)));
    try {
      Path path = Path.of(energy, config.sampler(), context);
      AnnealedWeights walk =
          AnnealedWeights.prepare(path, config.walk(), 2, config.burnIn(), context);
      return walk.reverseResult(
          method(), walk.reverse(walk.starts(config.start(), config.burnIn(), null)));
    } catch (NonFiniteException | FailedEstimate e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }
}
