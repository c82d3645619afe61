package io.ebm.api.noise;

import io.ebm.api.RandomStream;

/**
 * How noise grows with time: {@code x_t = s(t) (x_0 + σ(t) ε)}, for {@code t} from 0, where there
 * is least, to 1. One schedule serves the objective, which draws levels from it, and the sampler,
 * which goes down a grid of it. A config record has it as the type of a component. Immutable and
 * thread-safe.
 */
public interface NoiseSchedule {

  /** The noise level {@code σ(t)}, in units of the data: positive, rising. */
  double sigma(double time);

  /** {@code dσ/dt}. */
  double sigmaSlope(double time);

  /** By what states are shrunk, {@code s(t)}: 1 by default. */
  default double scale(double time) {
    return 1;
  }

  /** {@code ds/dt}. */
  default double scaleSlope(double time) {
    return 0;
  }

  /** The least noise level. */
  default double lowest() {
    return sigma(0);
  }

  /** The greatest noise level. */
  default double highest() {
    return sigma(1);
  }

  /** A level to train at, drawn as is usual for the schedule: by default at an even time. */
  default double draw(RandomStream random) {
    return sigma(random.nextDouble());
  }

  /**
   * Times that fall from 1 to 0, at which a sampler stops: by default evenly.
   *
   * @param nodes how many, at least 2
   */
  default double[] times(int nodes) {
    double[] times = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      times[i] = i == nodes - 1 ? 0 : 1 - (double) i / (nodes - 1);
    }
    return times;
  }
}
