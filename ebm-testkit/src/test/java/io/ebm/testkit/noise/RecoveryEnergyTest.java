package io.ebm.testkit.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.noise.RecoveryEnergy;
import io.ebm.testkit.BareEnergy;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.GaussianEnergy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecoveryEnergyTest extends EnergyConformance {

  private static final GaussianEnergy GAUSSIAN =
      GaussianEnergy.ofCovariance(new double[] {0.5, -1}, new double[][] {{1, 0.3}, {0.3, 2}});

  /** The same for all rows, as the tests take rows out of their batches. */
  @Override
  protected EnergyFunction energy() {
    Batch disturbed = Batch.allocate(100, 2);
    double[] deviations = new double[100];
    for (int i = 0; i < 100; i++) {
      disturbed.set(i, 0, 0.7f);
      disturbed.set(i, 1, -0.2f);
    }
    Arrays.fill(deviations, 0.5);
    return new RecoveryEnergy(GAUSSIAN, disturbed, deviations);
  }

  @Test
  void rowsHaveEnergiesOfTheirOwn() {
    Batch disturbed = Batch.of(new float[] {0, 0, 1, 2}, 0, 2, 2);
    Batch x = Batch.of(new float[] {1, 1, 1, 1}, 0, 2, 2);
    double[] whole = new double[2];
    new RecoveryEnergy(GAUSSIAN, disturbed, new double[] {1, 0.5}).energies(x, whole);
    double[] own = new double[2];
    GAUSSIAN.energies(x, own);
    assertThat(whole[0] - own[0]).isCloseTo(1, within(1e-9));
    assertThat(whole[1] - own[1]).isCloseTo(2, within(1e-9));
  }

  @Test
  void hasNoGradientWhereTheEnergyHasNone() {
    EnergyFunction bare =
        new RecoveryEnergy(
            new BareEnergy(GAUSSIAN.space()), Batch.allocate(1, 2), new double[] {1});
    assertThat(Capabilities.has(bare, Differentiable.class)).isFalse();
  }
}
