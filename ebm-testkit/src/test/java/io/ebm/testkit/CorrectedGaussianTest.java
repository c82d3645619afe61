package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import org.junit.jupiter.api.Test;

class CorrectedGaussianTest extends EnergyConformance {

  private static CorrectedGaussian plane() {
    return new CorrectedGaussian(
        new double[] {0.5, -0.5},
        new double[][] {{1, 0.3}, {0.3, 0.8}},
        new double[][] {{0.6, -0.2}, {-0.2, 0.4}});
  }

  @Override
  protected EnergyFunction energy() {
    return plane();
  }

  /** Its energy is that of its law, and its log Z apart. */
  @Test
  void lawIsNormal() {
    CorrectedGaussian energy = plane();
    Batch x = EnergyCase.states(energy.space(), 20, RandomStream.of(1));
    double[] own = new double[20];
    double[] normal = new double[20];
    energy.energies(x, own);
    energy.law().energies(x, normal);
    double[] logZ = new double[1];
    energy.law().logPartitions(1, logZ);
    for (int i = 0; i < 20; i++) {
      assertThat(own[i] + energy.logPartition()).isCloseTo(normal[i] + logZ[0], within(1e-6));
    }
  }
}
