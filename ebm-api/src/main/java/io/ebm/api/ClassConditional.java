package io.ebm.api;

/**
 * Capability of an energy of states that is a sum over classes, {@code exp(-E(x)) = Σ_y exp(-E(x,
 * y))}: the energy of states of a given class, {@code p(x | y) ∝ exp(-E(x, y))}. So states of each
 * class can be drawn by any sampler, as from a joint energy model (Grathwohl et al. 2020, "Your
 * classifier is secretly an energy based model and you should treat it like one", section 5.1.2).
 */
@Capability
public interface ClassConditional {

  /** How many classes, at least 2. */
  int classes();

  /**
   * The energy {@code E(x, y)} of states of one class, over the same space. Cheap; shares the
   * parameters.
   *
   * @param label the class, from 0
   * @throws IndexOutOfBoundsException if there is no such class
   */
  EnergyFunction ofClass(int label);
}
