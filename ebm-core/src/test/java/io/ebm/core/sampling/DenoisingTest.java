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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenoisingTest {

  /**
   * E / T is that of the noisy density. Of N(m, v) disturbed by variance s² the mean given y is m +
   * v / (v + s²) (y - m).
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 0.25})
  void givesTheMeanOfWhatWasDisturbed(double temperature) {
    double s = 0.5;
    double[] mean = {1, -2};
    double[][] cooler = {{(0.3 + s * s) / temperature, 0}, {0, (2 + s * s) / temperature}};
    Batch states = Batch.of(new float[] {0, 0, 3, 1, -1, -4}, 2);
    Batch before = states.copy();
    try (Workers workers = new Workers(2)) {
      Denoising.apply(GaussianEnergy.ofCovariance(mean, cooler), states, s, temperature, workers);
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
  void refusesDiscreteStatesAndChainsWithoutNoise() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(3), 1, RandomStream.of(1));
    assertThatThrownBy(() -> Denoising.check(ising, 1))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("sampling.denoise: needs states that are unbounded real numbers");
    assertThatThrownBy(() -> Denoising.check(GaussianEnergy.standard(2), 0))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("a temperature of 0.0");
  }
}
