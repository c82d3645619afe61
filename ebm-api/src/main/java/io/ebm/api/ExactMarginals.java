package io.ebm.api;

/** Capability of an energy over discrete states whose units' marginal laws can be computed. */
@Capability
public interface ExactMarginals {

  /**
   * Computes the marginal distribution of every unit: {@code p_i(x_j = level)}.
   *
   * @param rows how many rows; an unconditional energy gives all the same
   * @param out receives {@code rows × dim × levels} probabilities, levels innermost, in the order
   *     of {@link StateSpace#levels()}: 0 then 1, -1 then 1, labels from 0
   */
  void marginals(int rows, double[] out);
}
