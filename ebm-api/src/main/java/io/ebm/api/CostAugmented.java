package io.ebm.api;

/**
 * Capability of an energy over discrete states that finds the worst violator of a margin: the
 * inference of a structured support vector machine with the Hamming cost (Taskar, Guestrin and
 * Koller 2003; Tsochantaridis et al. 2005, margin rescaling).
 */
@Capability
public interface CostAugmented extends Decodable {

  /**
   * Finds for every row {@code i} the state that minimises {@code E(y) - cost · #{j : y_j ≠
   * truth_ij}}.
   *
   * @param truth {@code n} rows
   * @param cost the cost of one wrong unit, not negative
   * @param into {@code n} rows, overwritten
   * @param values receives {@code n} minima of the above, from index 0
   */
  void decode(Batch truth, double cost, Batch into, double[] values);
}
