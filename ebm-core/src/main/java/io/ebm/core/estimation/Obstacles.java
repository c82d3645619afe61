package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.PartitionEstimator;

/** Turns an obstacle into the exception that the contract asks for. */
final class Obstacles {

  private Obstacles() {}

  static void refuse(
      PartitionEstimator estimator, EnergyFunction energy, EstimationContext context) {
    estimator
        .obstacle(energy, context)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }
}
