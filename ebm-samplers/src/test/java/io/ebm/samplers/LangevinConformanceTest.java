package io.ebm.samplers;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Unadjusted Langevin is biased, so it is held to its own stationary law, which for a Gaussian of
 * precision P is the Gaussian of precision P (I - ε P / 2) / T.
 */
class LangevinConformanceTest extends SamplerConformance {

  private static final double STEP_SIZE = 0.3;

  @Override
  protected Component<Sampler> sampler() {
    return langevin(1);
  }

  private static Component<Sampler> langevin(double temperature) {
    LangevinFactory.Config config =
        new LangevinFactory.Config(
            Schedule.constant(STEP_SIZE), Schedule.constant(temperature), null, null);
    return Component.of(new LangevinFactory(), config);
  }

  @Override
  protected List<SamplerTarget> targets() {
    double[] zero = new double[3];
    double[] mean = {0.4, -0.3, 0.2};
    double[][] precision = {{1.0, 0.5, 0.2}, {0.5, 1.5, -0.3}, {0.2, -0.3, 0.8}};
    double[][] identity = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    return List.of(target(zero, identity, 1), target(mean, precision, 1));
  }

  private static SamplerTarget target(double[] mean, double[][] precision, double temperature) {
    int dim = mean.length;
    double[][] law = new double[dim][dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        double square = 0;
        for (int k = 0; k < dim; k++) {
          square += precision[i][k] * precision[k][j];
        }
        law[i][j] = (precision[i][j] - STEP_SIZE / 2 * square) / temperature;
      }
    }
    return SamplerTarget.of(new GaussianEnergy(mean, precision), new GaussianEnergy(mean, law));
  }

  @Test
  void keepsTheLawOfItsTemperature() {
    SamplerTarget target = target(new double[] {1, 2}, new double[][] {{1, 0.3}, {0.3, 2}}, 0.25);
    SamplerChecks.keepsItsTarget(langevin(0.25), target, chains(), 10, seed());
  }
}
