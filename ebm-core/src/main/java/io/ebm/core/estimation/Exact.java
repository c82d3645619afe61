package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Tractable;

/** {@code log Z} as the energy itself computes it. Immutable and thread-safe. */
public final class Exact implements PartitionEstimator {

  /** Creates the method. */
  public Exact() {}

  @Override
  public String method() {
    return "exact";
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require(
        "estimator '" + method() + "'", Estimators.fit(energy, context).lacks(Tractable.class));
    double[] logZ = new double[1];
    energy.as(Tractable.class).orElseThrow().logPartitions(1, logZ);
    return Double.isFinite(logZ[0])
        ? LogPartition.within(logZ[0], 0, method())
        : LogPartition.invalid(method(), "the energy gives log Z = " + logZ[0]);
  }
}
