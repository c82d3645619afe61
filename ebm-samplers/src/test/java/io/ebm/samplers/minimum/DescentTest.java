package io.ebm.samplers.minimum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Factory;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DescentTest {

  private static final double[] MEAN = {1, -2};

  /** Curvatures 1 and 100. */
  private static final GaussianEnergy VALLEY =
      new GaussianEnergy(MEAN, new double[][] {{50.5, 49.5}, {49.5, 50.5}});

  private static Component<Sampler> plain(double step) {
    return Component.of(
        new GradientDescentFactory(), new GradientDescentFactory.Config(Schedule.constant(step)));
  }

  private static Component<Sampler> accelerated(double step) {
    return Component.of(new NesterovFactory(), new NesterovFactory.Config(Schedule.constant(step)));
  }

  private static double worst(Component<Sampler> sampler, int steps) {
    Batch states = Batch.allocate(8, 2);
    VALLEY.space().randomStart(states, RandomStream.of(1));
    MarkovChain chain = sampler.make(TestContext.of(1)).start(VALLEY, states, RandomStream.of(2));
    chain.advance(steps);
    double[] energies = new double[8];
    VALLEY.energies(states, energies);
    double worst = 0;
    for (double energy : energies) {
      worst = Math.max(worst, energy);
    }
    return worst;
  }

  @Test
  void gradientDescentContractsByOneMinusStepTimesCurvature() {
    Batch states = Batch.of(new float[] {1 + 0.5f, -2 - 0.5f}, 2); // along the curvature 1
    MarkovChain chain =
        plain(0.01).make(TestContext.of(1)).start(VALLEY, states, RandomStream.of(2));
    chain.advance(100);
    double expected = 0.5 * Math.pow(1 - 0.01, 100);
    assertThat(states.get(0, 0) - 1.0).isCloseTo(expected, within(1e-5));
    assertThat(states.get(0, 1) + 2.0).isCloseTo(-expected, within(1e-5));
  }

  @Test
  void nesterovIsFasterByOrders() {
    assertThat(worst(plain(0.01), 150)).isGreaterThan(1e-2);
    assertThat(worst(accelerated(0.01), 150)).isLessThan(1e-6);
    assertThat(worst(plain(0.01), 2000)).isLessThan(1e-8);
  }

  @Test
  void resume() {
    for (Component<Sampler> sampler : List.of(plain(0.01), accelerated(0.01))) {
      SamplerChecks.resumes(sampler, VALLEY, 7);
      SamplerChecks.countsTransitions(sampler, VALLEY, 7);
    }
  }

  @Test
  void tooLongAStepIsToldWithItsChain() {
    assertThatThrownBy(() -> worst(plain(0.03), 2000))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("chain");
  }

  @Test
  void discreteEnergiesAreRefused() {
    SmallIsing ising = SmallIsing.random(io.ebm.api.StateSpace.spin(4), 1, RandomStream.of(3));
    assertThatThrownBy(
            () ->
                plain(0.1)
                    .make(TestContext.of(1))
                    .start(ising, Batch.allocate(1, 4), RandomStream.of(2)))
        .hasMessageContaining("gradient-descent");
  }

  @Nested
  class OfGradientDescent extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GradientDescentFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("stepSize", Schedule.constant(0)));
    }
  }

  @Nested
  class OfNesterov extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new NesterovFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("stepSize", Schedule.constant(Double.NaN)));
    }
  }
}
