package io.ebm.samplers.slice;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.samplers.Levels;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return slice(1.5, 4);
  }

  private static Component<Sampler> slice(double width, int maxWidths) {
    return Component.of(
        new SliceFactory(), new SliceFactory.Config(Schedule.constant(width), maxWidths));
  }

  @Override
  protected List<SamplerTarget> targets() {
    List<SamplerTarget> targets = new ArrayList<>(standardTargets());
    targets.add(SamplerTarget.enumerated(Levels.of(3, 4), 1));
    return targets;
  }

  @Override
  protected int steps() {
    return 6;
  }

  @Override
  protected int mixingSteps() {
    return 60;
  }

  @Test
  void keepsItsTargetWhateverTheWidth() {
    SamplerTarget target = SamplerTarget.of(GaussianEnergy.standard(2));
    SamplerChecks.keepsItsTarget(slice(0.3, 2), target, chains(), 3, seed());
    SamplerChecks.keepsItsTarget(slice(0.5, 1), target, chains(), 3, seed());
    SamplerChecks.keepsItsTarget(slice(20, 10), target, chains(), 3, seed());
  }
}
