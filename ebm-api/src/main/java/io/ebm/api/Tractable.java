package io.ebm.api;

/**
 * Capability of an energy whose partition function can be computed: by enumeration, by dynamic
 * programming, by formula.
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

  /**
   * Computes the marginal distribution of every unit of a discrete space: {@code p_i(x_j = level)}.
   *
   * @param rows how many rows; an unconditional energy gives all the same
   * @param out receives {@code rows × dim × levels} probabilities, levels innermost, in the order
   *     of {@link StateSpace#levels()}: 0 then 1, -1 then 1, labels from 0
   * @throws UnsupportedOperationException if this energy cannot, which is the default
   */
  default void marginals(int rows, double[] out) {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " has no marginals");
  }
}
