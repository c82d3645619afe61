package io.ebm.samplers.hamiltonian;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import org.junit.jupiter.api.Test;

class PreconditionedLangevinConformanceTest extends SamplerConformance {

  private static final double STEP_SIZE = 0.25;

  @Override
  protected Component<Sampler> sampler() {
    return langevin(true);
  }

  private static Component<Sampler> langevin(boolean adjusted) {
    return Component.of(
        new PreconditionedLangevinFactory(),
        new PreconditionedLangevinFactory.Config(
            Schedule.constant(STEP_SIZE), MassMatrix.DIAGONAL, adjusted, 0.574));
  }

  /** The law of a step that refuses nothing: a Gaussian of precision P (1 - ε P / 2). */
  @Test
  void withoutRefusalsItKeepsTheLawThatItStates() {
    double precision = 1.6;
    double law = precision * (1 - STEP_SIZE * precision / 2);
    SamplerTarget target =
        SamplerTarget.of(
            new GaussianEnergy(new double[] {0.3}, new double[][] {{precision}}),
            new GaussianEnergy(new double[] {0.3}, new double[][] {{law}}));
    SamplerChecks.keepsItsTarget(langevin(false), target, chains(), 10, seed());
  }
}
