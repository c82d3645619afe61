package io.ebm.api;

/**
 * Capability of an energy of states that has one for each class too: {@code p(x | y) ∝ exp(-E(x |
 * y))}. So states of each class can be drawn by any sampler that the energy of a class fits. {@link
 * ClassConditional} promises how these energies go together.
 */
@Capability
public interface PerClass {

  /** How many classes, at least 2. */
  int classes();

  /**
   * The energy of states of one class, over the same space. Cheap; shares the parameters.
   *
   * @param label the class, from 0
   * @throws IndexOutOfBoundsException if there is no such class
   */
  EnergyFunction ofClass(int label);
}
