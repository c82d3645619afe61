package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import org.junit.jupiter.api.Test;

class GaussianEnergyTest extends EnergyConformance {

  private static final double[][] COVARIANCE = {{1, 0.5, 0}, {0.5, 2, -0.3}, {0, -0.3, 0.5}};

  @Override
  protected EnergyFunction energy() {
    return GaussianEnergy.ofCovariance(new double[] {1, -1, 0.5}, COVARIANCE);
  }

  @Test
  void partitionFunctionOfTheStandardNormal() {
    double[] out = new double[1];
    GaussianEnergy.standard(3).logPartitions(1, out);
    assertThat(out[0]).isCloseTo(1.5 * Math.log(2 * Math.PI), within(1e-12));
  }

  @Test
  void samplesHaveItsLaw() {
    GaussianEnergy energy = GaussianEnergy.ofCovariance(new double[] {1, -1, 0.5}, COVARIANCE);
    Batch samples = Batch.allocate(20_000, 3);
    energy.sample(samples, RandomStream.of(seed()));
    PValue.check("samples have the law", seed(), SamplerTarget.of(energy).test(samples));
    double[][] covariance = energy.covariance();
    for (int i = 0; i < 3; i++) {
      assertThat(covariance[i]).containsExactly(COVARIANCE[i], within(1e-6));
    }
  }
}
