package io.ebm.api;

/**
 * A method to find {@code log Z = log ∫ exp(-E(x)) dx} (a sum for discrete states). Immutable and
 * thread-safe.
 */
public interface PartitionEstimator {

  /** The name under which results are reported. */
  String method();

  /**
   * Estimates {@code log Z}. What goes wrong because of the energy (it is not integrable, NaN,
   * chains that do not mix) is told by {@link LogPartition#valid()} and {@link
   * LogPartition#reason()}, not thrown. The result depends on the energy, the data and the
   * context's stream alone, not on the number of threads.
   *
   * @throws IllegalArgumentException if there is a {@link ComponentFactory#misfit}, with its text
   */
  LogPartition estimate(EnergyFunction energy, EstimationContext context);
}
