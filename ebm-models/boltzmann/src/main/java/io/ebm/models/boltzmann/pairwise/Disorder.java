package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.RandomStream;

/** Random factors of couplings, drawn once from the component's stream. */
public enum Disorder {
  /** None: every factor is 1. */
  NONE,
  /** Fair signs: the ±J spin glass. */
  SIGNS,
  /** Standard normal: the spin glass of Edwards and Anderson (1975). */
  NORMAL;

  double draw(RandomStream random) {
    return switch (this) {
      case NONE -> 1;
      case SIGNS -> random.nextBoolean() ? 1 : -1;
      case NORMAL -> random.nextGaussian();
    };
  }
}
