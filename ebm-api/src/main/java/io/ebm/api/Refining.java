package io.ebm.api;

/**
 * Capability of an {@link Objective} that teaches an energy to find targets by steps: rows begin
 * somewhere, and a step is taken again and again. How many steps it takes in use need not be how
 * many it was trained with. What the step has of {@linkplain Parametric learned} numbers it reads
 * as they stand. Safe for several threads, while nobody writes parameters.
 */
public interface Refining {

  /** The number of steps in training, at least 1. */
  int steps();

  /**
   * Writes where rows begin.
   *
   * @param states receives the rows
   * @param random what is drawn comes from it, and from nothing else
   */
  void begin(Batch states, RandomStream random);

  /**
   * Takes one step, without what training adds to it.
   *
   * @param energy the energy, given the rows' contexts if the model is conditional
   * @param states {@code n} rows of {@code energy.space().dim()} floats, moved in place
   * @param energies receives the energies of the {@code n} rows before the step
   */
  void refine(EnergyFunction energy, Batch states, double[] energies);
}
