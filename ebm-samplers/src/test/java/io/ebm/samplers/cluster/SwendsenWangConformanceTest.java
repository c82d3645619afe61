package io.ebm.samplers.cluster;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.SamplerConformance;

class SwendsenWangConformanceTest extends SamplerConformance {
  @Override
  protected Component<Sampler> sampler() {
    return Component.of(
        new SwendsenWangFactory(), new SwendsenWangFactory.Config(Schedule.constant(1)));
  }
}
