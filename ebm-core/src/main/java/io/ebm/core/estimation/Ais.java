package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PartitionEstimator;
import io.ebm.core.Texts;

/**
 * Annealed importance sampling (Neal 2001, "Annealed importance sampling"; Salakhutdinov and Murray
 * 2008): chains walk from exact samples of a base of known {@code Z0} to the model, and the mean of
 * their weights is an unbiased estimate of {@code Z / Z0}, however badly they mix. Its logarithm is
 * too small on average: in expectation a lower bound of {@code log Z}.
 *
 * <p>The interval is that of {@link LogMean}: a level of 99 %, for independent chains of fixed
 * temperatures. It is not to be trusted, and the result flagged, where the effective sample size is
 * below 10, or 5 % of the chains.
 *
 * <p>Unbiased only if every transition leaves its energy invariant: so with Gibbs sweeps and {@code
 * mala}, not with unadjusted {@code langevin}. Immutable and thread-safe.
 */
public final class Ais implements PartitionEstimator {

  private final AisConfig config;

  /** Creates the method. */
  public Ais(AisConfig config) {
    this.config = config;
  }

  @Override
  public String method() {
    return "ais";
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require(
        "estimator '" + method() + "'",
        Path.misfit(config.sampler(), Estimators.fit(energy, context)));
    try {
      Path path = Path.of(energy, config.sampler(), context);
      AnnealedWeights walk = AnnealedWeights.prepare(path, config, 1, 0, context);
      return walk.forwardResult(method(), walk.forward().logWeights());
    } catch (NonFiniteException | FailedEstimate e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }
}
