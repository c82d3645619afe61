package io.ebm.samplers.hamiltonian;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.SamplerConformance;

class NutsConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return Component.of(
        new NutsFactory(),
        new NutsFactory.Config(Schedule.constant(0.5), 5, MassMatrix.DIAGONAL, 0.8));
  }

  @Override
  protected int steps() {
    return 10;
  }

  @Override
  protected int mixingSteps() {
    return 80;
  }
}
