package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;

/** A method to find {@code log Z = log ∫ exp(-E(x)) dx} (a sum for discrete states). */
public interface PartitionEstimator {

  /** The name under which results are reported. */
  String method();

  /** Whether the method fits the energy's space and capabilities. */
  boolean fits(EnergyFunction energy);

  /**
   * Estimates {@code log Z}. What goes wrong because of the energy (it is not integrable, NaN) is
   * told by {@link LogPartition#valid()} and {@link LogPartition#reason()}, not thrown.
   *
   * @throws IllegalArgumentException if the method does not fit
   */
  LogPartition estimate(EnergyFunction energy, EstimationContext context);
}
