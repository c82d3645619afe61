package io.ebm.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.UserException;
import io.ebm.core.runtime.Workers;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SmallIsing;
import org.junit.jupiter.api.Test;

class DenoisingTest {

  /** Of N(m, v) disturbed by variance s² the mean given y is m + v / (v + s²) (y - m). */
  @Test
  void givesTheMeanOfWhatWasDisturbed() {
    double s = 0.5;
    double[] mean = {1, -2};
    double[][] noisy = {{0.3 + s * s, 0}, {0, 2 + s * s}};
    Batch states = Batch.of(new float[] {0, 0, 3, 1, -1, -4}, 2);
    Batch before = states.copy();
    try (Workers workers = new Workers(2)) {
      Denoising.apply(GaussianEnergy.ofCovariance(mean, noisy), states, s, workers);
    }
    double[] variance = {0.3, 2};
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 2; k++) {
        double share = variance[k] / (variance[k] + s * s);
        double expected = mean[k] + share * (before.get(i, k) - mean[k]);
        assertThat((double) states.get(i, k)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void refusesDiscreteStates() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(3), 1, RandomStream.of(1));
    assertThatThrownBy(() -> Denoising.check(ising))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("sampling.denoise: needs states that are unbounded real numbers");
  }
}
