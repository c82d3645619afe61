package io.ebm.samplers.tempering;

import io.ebm.api.Component;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.samplers.GibbsFactory;
import io.ebm.samplers.MalaFactory;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParallelTemperingConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return around(
        Component.of(new GibbsFactory(), new GibbsFactory.Config(Schedule.constant(1))),
        List.of(1.0, 1.8, 4.0));
  }

  static Component<Sampler> around(Component<Sampler> inner, List<Double> temperatures) {
    return Component.of(
        new ParallelTemperingFactory(),
        new ParallelTemperingFactory.Config(inner, temperatures, 2, 10, 1, true, 20));
  }

  static Component<Sampler> mala(double step) {
    return Component.of(
        new MalaFactory(),
        new MalaFactory.Config(Schedule.constant(step), Schedule.constant(1), null));
  }

  @Override
  protected List<SamplerTarget> targets() {
    return standardTargets().stream()
        .filter(target -> target.energy().as(GibbsSampled.class).isPresent())
        .toList();
  }

  @Override
  protected int steps() {
    return 15;
  }

  @Override
  protected int mixingSteps() {
    return 100;
  }

  @Test
  void keepsADoubleWellAroundMala() {
    SamplerTarget well = SamplerTarget.of(GridEnergy.doubleWell(1, 1.0, 0.3));
    SamplerChecks.keepsItsTarget(
        around(mala(0.1), List.of(1.0, 3.0)), well, chains() / 2, 15, seed());
  }
}
