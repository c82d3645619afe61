package io.ebm.samplers;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.SamplerConformance;

class MalaConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    MalaFactory.Config config =
        new MalaFactory.Config(Schedule.constant(0.2), Schedule.constant(1), null);
    return Component.of(new MalaFactory(), config);
  }
}
