package io.ebm.samplers;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import org.junit.jupiter.api.Test;

class DiscreteLangevinConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return at(1);
  }

  private static Component<Sampler> at(double temperature) {
    return Component.of(
        new DiscreteLangevinFactory(),
        new DiscreteLangevinFactory.Config(
            Schedule.constant(1), Schedule.constant(temperature), 0.6));
  }

  @Test
  void keepsALawOfSeveralLevelsFromRoughDifferences() {
    RoughLevels energy = new RoughLevels(Levels.of(3, 4));
    SamplerTarget target = SamplerTarget.enumerated(energy, 1);
    SamplerChecks.keepsItsTarget(at(1), target, chains(), 10, seed());
    SamplerChecks.reachesItsTarget(at(1), target, chains(), 100, seed());
  }

  @Test
  void keepsTheLawAtAnotherTemperature() {
    RoughLevels energy = new RoughLevels(Levels.of(3, 4));
    SamplerTarget target = SamplerTarget.enumerated(energy, 0.5);
    SamplerChecks.keepsItsTarget(at(2), target, chains(), 10, seed());
  }
}
