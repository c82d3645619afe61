package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SmallIsingTest {

  @Nested
  class OfSpins extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return SmallIsing.random(StateSpace.spin(5), 0.7, RandomStream.of(1));
    }
  }

  @Nested
  class OfBinaries extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return SmallIsing.random(StateSpace.binary(2, 3), 0.7, RandomStream.of(2));
    }
  }

  /** The 4 × 4 torus, whose partition function is known exactly. */
  @Test
  void torusHasItsKnownPartitionFunction() {
    SmallIsing ising = new SmallIsing(StateSpace.spin(4, 4));
    float[] values = ising.parameters().values();
    for (int a = 0; a < 16; a++) {
      for (int b : new int[] {a / 4 * 4 + (a + 1) % 4, (a + 4) % 16}) {
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        values[16 + low * 16 - low * (low + 1) / 2 + high - low - 1] += 0.3f;
      }
    }
    double[] out = new double[1];
    ising.logPartitions(1, out);
    assertThat(out[0]).isCloseTo(12.785523, within(2e-6));
  }
}
