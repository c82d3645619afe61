package io.ebm.samplers.slice;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.List;

class EllipticalSliceConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return Component.of(new EllipticalSliceFactory(), new EllipticalSliceFactory.Config(0.2, 1.1));
  }

  @Override
  protected List<SamplerTarget> targets() {
    return standardTargets().stream().filter(t -> t.energy().space().levels() == 0).toList();
  }

  @Override
  protected int steps() {
    return 10;
  }
}
