package io.ebm.api;

import java.util.Optional;

/**
 * A method to find {@code log Z = log ∫ exp(-E(x)) dx} (a sum for discrete states). Immutable and
 * thread-safe.
 */
public interface PartitionEstimator {

  /** The name under which results are reported. */
  String method();

  /**
   * Why the method cannot be used on an energy: a capability, a sampler or data that it would need,
   * as a sentence without a full stop ({@code "quadrature is for 1 to 3 real coordinates, not for
   * …"}); empty if it can. Cheap, nothing is estimated.
   */
  Optional<String> obstacle(EnergyFunction energy, EstimationContext context);

  /**
   * Estimates {@code log Z}. What goes wrong because of the energy (it is not integrable, NaN,
   * chains that do not mix) is told by {@link LogPartition#valid()} and {@link
   * LogPartition#reason()}, not thrown. The result depends on the energy, the data and the
   * context's stream alone, not on the number of threads.
   *
   * @throws IllegalArgumentException if there is an {@link #obstacle}, with its text
   */
  LogPartition estimate(EnergyFunction energy, EstimationContext context);
}
