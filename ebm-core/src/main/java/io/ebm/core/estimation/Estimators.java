package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Residual;
import io.ebm.api.Tractable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which estimator to take where nobody says. */
public final class Estimators {

  private Estimators() {}

  /**
   * The best of what fits an energy: exact, by draws of its base, by quadrature, or else, if the energy moves along its
   * path by sweeps of its own, by {@link Sandwich#standard}; empty for the others, whose chains
   * need a sampler that somebody has chosen for them.
   */
  public static Optional<PartitionEstimator> standard(
      EnergyFunction energy, EstimationContext context) {
    FitContext fit = fit(energy, context);
    if (fit.lacks(Tractable.class).isEmpty()) {
      return Optional.of(new Exact());
    }
    if (fit.lacks(Residual.class).isEmpty()) {
      return Optional.of(Importance.standard());
    }
    if (Quadrature.misfit(energy.space()).isEmpty()) {
      return Optional.of(new Quadrature());
    }
    return Path.sweeps(energy) && Path.misfit(null, fit).isEmpty()
        ? Optional.of(Sandwich.standard())
        : Optional.empty();
  }

  /**
   * Estimates of log Z of whatever energy is asked about: by the standard method for it, and by
   * another if there is one.
   */
  public static Function<EnergyFunction, List<LogPartition>> each(
      EstimationContext context, Optional<PartitionEstimator> other) {
    return energy ->
        Stream.of(standard(energy, context), other)
            .flatMap(Optional::stream)
            .map(estimator -> estimator.estimate(energy, context))
            .toList();
  }

  /** What an estimator would be used on. */
  static FitContext fit(EnergyFunction energy, EstimationContext context) {
    return FitContext.of(energy).with(context.data(), context.sampler());
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
    return why
        + Path.misfit(null, fit(energy, context))
            .map(misfit -> ", and ais " + misfit)
            .orElse("; try evaluation.logZ.type=ais");
  }
}
