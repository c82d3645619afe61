package io.ebm.samplers.tempering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.samplers.GibbsFactory;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedAnnealingTest {

  private static final Component<Sampler> GIBBS =
      Component.of(new GibbsFactory(), new GibbsFactory.Config(Schedule.constant(1)));
  private static final Component<Sampler> ANNEALING =
      Component.of(
          new SimulatedAnnealingFactory(), new SimulatedAnnealingFactory.Config(GIBBS, 5, 0.1, 50));

  @Test
  void findsTheLowestEnergyOfAll() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(14), 1, RandomStream.of(3));
    Enumeration all = Enumeration.of(ising);
    double lowest = Double.POSITIVE_INFINITY;
    for (int s = 0; s < all.size(); s++) {
      lowest = Math.min(lowest, all.energy(s));
    }
    Batch states = Batch.allocate(16, 14);
    ising.space().randomStart(states, RandomStream.of(4));
    MarkovChain chain = ANNEALING.make(TestContext.of(1)).start(ising, states, RandomStream.of(5));
    chain.advance(2500); // fifty descents: a single one may end beside the lowest
    double[] energies = new double[16];
    ising.energies(states, energies);
    for (double energy : energies) {
      assertThat(energy).isEqualTo(lowest);
    }
  }

  @Test
  void reportsTheLowestOfAllChainsAndTheTemperatureOfTheLastStep() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(10), 1, RandomStream.of(6));
    Batch states = Batch.allocate(4, 10);
    ising.space().randomStart(states, RandomStream.of(4));
    MarkovChain chain = ANNEALING.make(TestContext.of(1)).start(ising, states, RandomStream.of(5));
    chain.advance(50); // from the first temperature to the last
    Map<String, Double> reported = new HashMap<>();
    ((Reporting) chain).report(reported::put);
    double[] energies = new double[4];
    ising.energies(chain.states(), energies);
    assertThat(reported.get("lowest-energy")).isEqualTo(Arrays.stream(energies).min().orElse(0));
    assertThat(reported.get("mean-lowest-energy"))
        .isCloseTo(Arrays.stream(energies).average().orElse(0), within(1e-12));
    assertThat(reported.get("temperature")).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void isDeterministicAndResumes() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(12), 1, RandomStream.of(6));
    SamplerChecks.isDeterministic(ANNEALING, ising, 7);
    SamplerChecks.resumes(ANNEALING, ising, 7);
    SamplerChecks.countsTransitions(ANNEALING, ising, 7);
  }

  @Test
  void badLaddersAreRefused() {
    assertThatThrownBy(() -> new SimulatedAnnealingFactory.Config(GIBBS, 1, 2, 50))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("must be below 'from', 1.0, but is 2.0");
    assertThatThrownBy(
            () ->
                new ParallelTemperingFactory.Config(
                    GIBBS, List.of(1.0, 3.0, 2.0), 2, 10, 1, true, 20))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("must rise, but 3.0 is followed by 2.0");
    assertThatThrownBy(
            () -> new ParallelTemperingFactory.Config(GIBBS, List.of(2.0, 3.0), 2, 10, 1, true, 20))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("must begin with 1");
  }
}
