package io.ebm.samplers.tempering;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.SiteSampled;
import io.ebm.samplers.GibbsFactory;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemperedTransitionsConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return around(
        Component.of(
            new GibbsFactory(),
            new GibbsFactory.Config(Schedule.constant(1), GibbsFactory.Scan.RANDOM)),
        4);
  }

  private static Component<Sampler> around(Component<Sampler> inner, double highest) {
    return Component.of(
        new TemperedTransitionsFactory(),
        new TemperedTransitionsFactory.Config(inner, 3, highest, 1));
  }

  @Override
  protected List<SamplerTarget> targets() {
    return standardTargets().stream()
        .filter(target -> target.energy().as(SiteSampled.class).isPresent())
        .toList();
  }

  @Override
  protected int steps() {
    return 10;
  }

  @Override
  protected int mixingSteps() {
    return 60;
  }

  @Test
  void keepsADoubleWellAroundMala() {
    SamplerTarget well = SamplerTarget.of(GridEnergy.doubleWell(1, 1.0, 0.3));
    SamplerChecks.keepsItsTarget(
        around(ParallelTemperingConformanceTest.mala(0.1), 3), well, chains() / 2, 15, seed());
  }
}
