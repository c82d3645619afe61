package io.ebm.samplers.langevin;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On Gaussians, whose law BAOAB keeps; velocities settle first, hence the small step. */
class UnderdampedLangevinConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return langevin(0.15, 1);
  }

  private static Component<Sampler> langevin(double stepSize, double temperature) {
    return Component.of(
        new UnderdampedLangevinFactory(),
        new UnderdampedLangevinFactory.Config(
            Schedule.constant(stepSize), Schedule.constant(1.5), Schedule.constant(temperature)));
  }

  @Override
  protected List<SamplerTarget> targets() {
    return standardTargets().stream().filter(t -> t.energy() instanceof GaussianEnergy).toList();
  }

  /** A step so long that explicit schemes of first order would be far off. */
  @Test
  void longStepsReachTheExactLawOfAGaussian() {
    for (double temperature : new double[] {1, 0.25}) {
      SamplerTarget target =
          SamplerTarget.of(
              new GaussianEnergy(new double[] {1, -1}, new double[][] {{1, 0.3}, {0.3, 2}}),
              new GaussianEnergy(
                  new double[] {1, -1},
                  new double[][] {
                    {1 / temperature, 0.3 / temperature}, {0.3 / temperature, 2 / temperature}
                  }));
      SamplerChecks.reachesItsTarget(langevin(1.1, temperature), target, 16384, 100, seed());
    }
  }
}
