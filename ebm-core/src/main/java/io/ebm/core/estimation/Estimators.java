package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.PartitionEstimator;
import java.util.List;
import java.util.Optional;

/** Which estimator to take where nobody says. */
public final class Estimators {

  private Estimators() {}

  /**
   * The best of what fits an energy: exact, by quadrature, or else, if the energy moves along its
   * path by sweeps of its own, by {@link Sandwich#standard}; empty for the others, whose chains
   * need a sampler that somebody has chosen for them.
   */
  public static Optional<PartitionEstimator> standard(
      EnergyFunction energy, EstimationContext context) {
    for (PartitionEstimator estimator : List.of(new Exact(), new Quadrature())) {
      if (estimator.obstacle(energy, context).isEmpty()) {
        return Optional.of(estimator);
      }
    }
    PartitionEstimator sandwich = Sandwich.standard();
    return Path.sweeps(energy) && sandwich.obstacle(energy, context).isEmpty()
        ? Optional.of(sandwich)
        : Optional.empty();
  }

  /**
   * Why there is no {@link #standard} estimate of an energy, and what would give one; as what
   * follows "because".
   */
  public static String missing(EnergyFunction energy, EstimationContext context) {
    String why =
        energy.space().levels() == 0
            ? energy.space().dim() + " dimensions are too many for quadrature"
            : "its states are too many to be listed";
    Ais ais = new Ais(AisConfig.of(5000, 100));
    return why
        + ais.obstacle(energy, context)
            .map(obstacle -> ", and " + obstacle)
            .orElse("; try evaluation.logZ.type=" + ais.method());
  }
}
