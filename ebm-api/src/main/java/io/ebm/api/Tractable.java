package io.ebm.api;

/**
 * Capability of an energy whose partition function can be computed: by enumeration, by dynamic
 * programming, by formula.
 *
 * <p>For an unconditional energy every row has the same value; for one made by {@link
 * Conditional#given} row {@code i} belongs to context {@code i}.
 */
public interface Tractable {

  /**
   * Computes {@code log Z = log Σ_x exp(-E(x))} (an integral for real states) for every row.
   *
   * @param rows how many rows
   * @param out receives {@code rows} values from index 0
   */
  void logPartitions(int rows, double[] out);

  /**
   * Adds {@code Σ_i weights[i] · E_{x ~ p_i}[∇θ E(x)]} to a gradient, exactly.
   *
   * @param weights at least as many factors as rows; an unconditional energy has one row
   */
  void accumulateExpectations(double[] weights, Gradient into);

  /**
   * Fills every row with an exact, independent sample (row {@code i} from {@code p_i}).
   *
   * @throws UnsupportedOperationException if this energy can compute {@code Z} but not sample
   */
  void sample(Batch into, RandomStream random);
}
