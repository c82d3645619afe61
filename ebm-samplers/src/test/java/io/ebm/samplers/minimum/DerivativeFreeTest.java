package io.ebm.samplers.minimum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Factory;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivativeFreeTest extends FactoryConformance {

  private static final Component<Sampler> SEARCH =
      Component.of(new DerivativeFreeFactory(), new DerivativeFreeFactory.Config(256, 0.33, 0.5));

  @Override
  protected Factory<?> factory() {
    return new DerivativeFreeFactory();
  }

  @Override
  protected List<Bad> bad() {
    return List.of(new Bad("candidates", 1), new Bad("deviation", 0.0), new Bad("shrink", 0.0));
  }

  /** A box with a shallow bowl and, off it, a narrow deep hole: slopes lead to the wrong one. */
  private record Holes() implements EnergyFunction {
    @Override
    public StateSpace space() {
      return new StateSpace.Box(List.of(2), -1, 1);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double bowl = Math.hypot(x.get(i, 0) + 0.5, x.get(i, 1) + 0.5);
        double hole = Math.hypot(x.get(i, 0) - 0.6, x.get(i, 1) - 0.2);
        out[i] = 10 * Math.min(bowl, 3 * hole - 0.5);
      }
    }
  }

  @Test
  void findsTheDeepestOfTwoHoles() {
    Batch states = Batch.allocate(50, 2);
    new Holes().space().randomStart(states, RandomStream.of(1));
    SEARCH.make(TestContext.of(1)).start(new Holes(), states, RandomStream.of(2)).advance(10);
    assertThat(new Holes().space().firstOutside(states)).isEqualTo(-1);
    for (int i = 0; i < 50; i++) {
      assertThat(Math.hypot(states.get(i, 0) - 0.6, states.get(i, 1) - 0.2)).isLessThan(0.02);
    }
  }

  @Test
  void resumes() {
    GaussianEnergy valley =
        new GaussianEnergy(new double[] {1, -2}, new double[][] {{2, 1}, {1, 3}});
    SamplerChecks.resumes(SEARCH, valley, 7);
    SamplerChecks.countsTransitions(SEARCH, valley, 7);
  }

  @Test
  void discreteEnergiesAreRefused() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(4), 1, RandomStream.of(3));
    assertThatThrownBy(
            () ->
                SEARCH
                    .make(TestContext.of(1))
                    .start(ising, Batch.allocate(1, 4), RandomStream.of(2)))
        .hasMessageContaining("derivative-free");
  }
}
