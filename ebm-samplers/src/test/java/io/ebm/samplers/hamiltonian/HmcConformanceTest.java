package io.ebm.samplers.hamiltonian;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.SamplerConformance;

class HmcConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return Component.of(
        new HmcFactory(),
        new HmcFactory.Config(Schedule.constant(0.5), 3, 0.4, MassMatrix.IDENTITY, 0.65));
  }

  @Override
  protected int steps() {
    return 15;
  }

  @Override
  protected int mixingSteps() {
    return 120;
  }
}
