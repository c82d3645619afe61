package io.ebm.core.estimation;

import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Tractable;
import io.ebm.api.UnsupportedEnergyException;
import java.util.Optional;

/** {@code log Z} as the energy itself computes it. Immutable and thread-safe. */
public final class Exact implements PartitionEstimator {

  /** Creates the method. */
  public Exact() {}

  @Override
  public String method() {
    return "exact";
  }

  @Override
  public Optional<String> obstacle(EnergyFunction energy, EstimationContext context) {
    return Capabilities.has(energy, Tractable.class)
        ? Optional.empty()
        : Optional.ofNullable(
            new UnsupportedEnergyException("estimator 'exact'", Tractable.class, energy)
                .getMessage());
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    Obstacles.refuse(this, energy, context);
    double[] logZ = new double[1];
    energy.as(Tractable.class).orElseThrow().logPartitions(1, logZ);
    return Double.isFinite(logZ[0])
        ? LogPartition.within(logZ[0], 0, method())
        : LogPartition.invalid(method(), "the energy gives log Z = " + logZ[0]);
  }
}
