package io.ebm.testkit.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.noise.InUnits;
import io.ebm.testkit.BareEnergy;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.GaussianEnergy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InUnitsTest extends EnergyConformance {

  private static final GaussianEnergy GAUSSIAN =
      GaussianEnergy.ofCovariance(new double[] {0.5, -1}, new double[][] {{1, 0.3}, {0.3, 2}});

  /** The same for all rows, as the tests take rows out of their batches. */
  @Override
  protected EnergyFunction energy() {
    double[] units = new double[100];
    Arrays.fill(units, 0.25);
    return new InUnits(GAUSSIAN, units);
  }

  @Test
  void rowsHaveUnitsOfTheirOwn() {
    double[] units = {2, 0.5};
    Batch x = Batch.of(new float[] {1, 2, 3, 4}, 0, 2, 2);
    Batch y = Batch.allocate(2, 2);
    InUnits.enter(x, units, y);
    assertThat(y.array()).containsExactly(0.5f, 1, 6, 8);
    double[] seen = new double[2];
    double[] own = new double[2];
    new InUnits(GAUSSIAN, units).energies(y, seen);
    GAUSSIAN.energies(x, own);
    assertThat(seen).isEqualTo(own);
    InUnits.leave(y, units, y);
    assertThat(y.array()).isEqualTo(x.array());
  }

  @Test
  void hasNoGradientWhereTheEnergyHasNone() {
    EnergyFunction bare = new InUnits(new BareEnergy(GAUSSIAN.space()), new double[] {1});
    assertThat(Capabilities.has(bare, Differentiable.class)).isFalse();
  }
}
