package io.ebm.api.noise;

import io.ebm.api.Capability;
import io.ebm.api.EnergyFunction;

/**
 * Capability of an energy in contexts, or of a class, that also knows itself without: what guidance
 * without a classifier compares with (Ho and Salimans 2022, "Classifier-free diffusion guidance").
 */
@Capability
public interface Guidable {

  /**
   * The energy whose rows forget what they are given where they are told to. Cheap; shares the
   * parameters of this energy.
   *
   * @param forget at least as many as rows of any batch later given to the energy; read at every
   *     call
   */
  EnergyFunction without(boolean[] forget);
}
