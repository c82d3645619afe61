package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.api.UnsupportedEnergyException;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import org.junit.jupiter.api.Test;

/** Random scans of {@code gibbs}. */
class GibbsScanTest {

  private static final Component<Sampler> RANDOM =
      Component.of(
          new GibbsFactory(),
          new GibbsFactory.Config(Schedule.constant(1), GibbsFactory.Scan.RANDOM));

  @Test
  void keepsAndReachesItsTarget() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(11));
    SamplerTarget target = SamplerTarget.enumerated(ising, 1);
    SamplerChecks.keepsItsTarget(RANDOM, target, 8192, 10, 1);
    SamplerChecks.reachesItsTarget(RANDOM, target, 4096, 100, 2);
    SamplerChecks.resumes(RANDOM, ising, 3);
  }

  @Test
  void needsAnEnergyThatKnowsItsSites() {
    GaussianEnergy energy = GaussianEnergy.standard(2);
    assertThatThrownBy(
            () ->
                RANDOM
                    .make(TestContext.of(1))
                    .start(energy, Batch.allocate(2, 2), RandomStream.of(1)))
        .isInstanceOf(UnsupportedEnergyException.class);
  }
}
