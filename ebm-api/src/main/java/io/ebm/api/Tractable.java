package io.ebm.api;

/**
 * Capability of an energy whose partition function can be computed: by enumeration, by dynamic
 * programming, by formula. Such an energy is often {@link ExactDraws}, {@link ExactExpectations} or
 * {@link ExactMarginals} too.
 *
 * <p>For an unconditional energy every row has the same value; for one made by {@link
 * Conditional#given} row {@code i} belongs to context {@code i}.
 */
@Capability
public interface Tractable {

  /**
   * Computes {@code log Z = log Σ_x exp(-E(x))} (an integral for real states) for every row.
   *
   * @param rows how many rows
   * @param out receives {@code rows} values from index 0
   */
  void logPartitions(int rows, double[] out);
}
