package org.example.studentt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Learnable;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.SmallIsing;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A wrapper keeps the promises of what it hands on, whatever it wraps. */
class ScaledTest {

  @Nested
  class OfStudentT extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Scaled(new StudentTTest().energy(), 0.7);
    }

    @Test
    void handsOnWhatHolds() {
      EnergyFunction energy = energy();
      assertThat(Capabilities.has(energy, Learnable.class)).isTrue();
      assertThat(Capabilities.has(energy, GibbsSampled.class)).isFalse();
      assertThat(Capabilities.has(energy, Tractable.class)).isFalse();
      assertThat(Capabilities.has(energy, ExactDraws.class)).isFalse();
    }
  }

  @Nested
  class OfSpins extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Scaled(SmallIsing.random(StateSpace.spin(5), 0.8, RandomStream.of(3)), 0.5);
    }
  }
}
