package io.ebm.samplers.tempering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.samplers.GibbsFactory;
import io.ebm.samplers.MetropolisFactory;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Few particles on a short ladder, so that a wrong weight or a wrong past would show. */
class SmcConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return around(
        Component.of(
            new MetropolisFactory(),
            new MetropolisFactory.Config(Schedule.constant(0.7), 1, Schedule.constant(1), null)),
        3,
        0.7);
  }

  private static Component<Sampler> around(
      Component<Sampler> inner, int particles, double resample) {
    return Component.of(
        new SmcFactory(), new SmcFactory.Config(inner, particles, 3, 1, 0.6, resample, 1.5));
  }

  @Override
  protected int steps() {
    return 8;
  }

  @Override
  protected int mixingSteps() {
    return 80;
  }

  @Test
  void keepsADoubleWellAroundMala() {
    SamplerTarget well = SamplerTarget.of(GridEnergy.doubleWell(1, 1.0, 0.3));
    for (double resample : new double[] {0, 1}) {
      SamplerChecks.keepsItsTarget(
          around(ParallelTemperingConformanceTest.mala(0.1), 4, resample),
          well,
          chains(),
          6,
          seed());
    }
  }

  @Test
  void keepsSpinsAroundRandomScans() {
    SamplerTarget ising =
        SamplerTarget.enumerated(
            SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(11)), 1);
    Component<Sampler> gibbs =
        Component.of(
            new GibbsFactory(),
            new GibbsFactory.Config(Schedule.constant(1), GibbsFactory.Scan.RANDOM));
    SamplerChecks.keepsItsTarget(around(gibbs, 5, 0.5), ising, chains(), 6, seed());
  }

  @Test
  void warmUpChoosesAsManyTemperaturesAsTheShareAsks() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 1.5, RandomStream.of(11));
    double[] levels = new double[2];
    for (int k = 0; k < 2; k++) {
      Component<Sampler> smc =
          Component.of(
              new SmcFactory(),
              new SmcFactory.Config(
                  Component.of(
                      new GibbsFactory(),
                      new GibbsFactory.Config(Schedule.constant(1), GibbsFactory.Scan.RANDOM)),
                  64,
                  2,
                  1,
                  k == 0 ? 0.5 : 0.95,
                  0.5,
                  1));
      Batch states = Batch.allocate(8, 5);
      ising.space().randomStart(states, RandomStream.of(1));
      MarkovChain chain = smc.make(TestContext.of(1)).start(ising, states, RandomStream.of(2));
      ((Adaptive) chain).warmUp(2);
      chain.advance(3);
      RecordingMetrics metrics = new RecordingMetrics();
      ((Reporting) chain).report(metrics);
      levels[k] = metrics.last("levels");
      assertThat(metrics.last("effective-share")).isBetween(0.3, 1.0);
    }
    assertThat(levels[1]).isGreaterThan(2 * levels[0]);
  }

  @Test
  void particlesThatAllFallOutsideAreTold() {
    EnergyFunction nowhere = new Nowhere();
    MarkovChain chain =
        sampler().make(TestContext.of(1)).start(nowhere, Batch.allocate(2, 1), RandomStream.of(2));
    ((Adaptive) chain).warmUp(1);
    assertThatThrownBy(() -> chain.advance(1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage(
            "all 3 particles of chain 0 are outside the support of the energy after step 0; more"
                + " particles or another spread may help");
  }

  private static final class Nowhere implements EnergyFunction {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public void energies(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), Double.POSITIVE_INFINITY);
    }
  }
}
