package io.ebm.samplers;

import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import org.junit.jupiter.api.Test;

class MetropolisConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return metropolis(1);
  }

  private static Component<Sampler> metropolis(int flips) {
    return Component.of(
        new MetropolisFactory(),
        new MetropolisFactory.Config(Schedule.constant(0.9), flips, Schedule.constant(1), null));
  }

  @Test
  void keepsTheTargetWithSeveralFlips() {
    for (StateSpace space : new StateSpace[] {StateSpace.spin(5), StateSpace.binary(6)}) {
      SmallIsing ising = SmallIsing.random(space, 0.5, RandomStream.of(3));
      SamplerTarget target = SamplerTarget.enumerated(ising, 1);
      SamplerChecks.keepsItsTarget(metropolis(3), target, chains(), 10, seed());
    }
  }

  @Test
  void keepsALawOfSeveralLevels() {
    SamplerTarget target = SamplerTarget.enumerated(Levels.of(3, 4), 1);
    SamplerChecks.keepsItsTarget(metropolis(1), target, chains(), 10, seed());
    SamplerChecks.keepsItsTarget(metropolis(2), target, chains(), 10, seed());
    SamplerChecks.reachesItsTarget(metropolis(1), target, chains(), 200, seed());
  }
}
