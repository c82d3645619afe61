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

class GibbsConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return gibbs(1);
  }

  private static Component<Sampler> gibbs(double beta) {
    return Component.of(new GibbsFactory(), new GibbsFactory.Config(Schedule.constant(beta)));
  }

  @Test
  void keepsTheTargetAtOtherTemperatures() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(3));
    for (double beta : new double[] {0, 0.5, 2}) {
      SamplerTarget target = SamplerTarget.enumerated(ising, beta);
      SamplerChecks.keepsItsTarget(gibbs(beta), target, chains(), 3, seed());
    }
  }
}
