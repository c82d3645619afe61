package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** Rows, moved by normal noise if there is any. */
final class Disturbed {

  private final String who;
  private final double noise;
  private Batch moved = Batch.allocate(0, 1);

  /**
   * Rows of some noise.
   *
   * @param who as in {@code objective 'gradient-penalty'}
   * @param noise its standard deviation, not negative
   */
  Disturbed(String who, double noise) {
    this.who = who;
    this.noise = noise;
  }

  /**
   * The rows with noise; to be read until the next call.
   *
   * @throws IllegalArgumentException for noise where states are not real
   */
  Batch of(StateSpace space, Batch data, RandomStream random) {
    if (noise == 0) {
      return data;
    }
    if (!(space instanceof StateSpace.Real)) {
      throw new IllegalArgumentException(
          who + ": noise needs unbounded real states, but the energy is on " + space);
    }
    if (moved.size() != data.size() || moved.dim() != data.dim()) {
      moved = Batch.allocate(data.size(), data.dim());
    }
    float[] x = moved.array();
    random.fillGaussian(x, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (data.array()[data.offset() + i] + noise * x[i]);
    }
    return moved;
  }
}
