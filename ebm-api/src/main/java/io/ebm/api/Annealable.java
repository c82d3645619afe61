package io.ebm.api;

/**
 * Capability of an energy with a path of distributions from one of known partition function to
 * itself: what annealed importance sampling and its relatives walk along.
 */
public interface Annealable {

  /**
   * The energy at a point of the path.
   *
   * @param beta 0 for the base, which is {@link Tractable} and can be sampled, 1 for the model
   *     itself
   * @throws IllegalArgumentException if {@code beta} is not in {@code [0, 1]}
   */
  EnergyFunction at(double beta);
}
