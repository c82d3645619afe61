package io.ebm.samplers.cluster;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.SamplerConformance;

class WolffConformanceTest extends SamplerConformance {
  @Override
  protected Component<Sampler> sampler() {
    return Component.of(new WolffFactory(), new WolffFactory.Config(Schedule.constant(1)));
  }
}
