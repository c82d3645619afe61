package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import org.junit.jupiter.api.Test;

class GridEnergyTest extends EnergyConformance {

  @Override
  protected EnergyFunction energy() {
    return GridEnergy.doubleWell(2, 1.5, 0.4);
  }

  @Test
  void knowsTheNormalLaw() {
    GridEnergy normal = new GridEnergy(StateSpace.real(2), x -> x * x / 2, x -> x, -12, 12);
    assertThat(normal.logPartition()).isCloseTo(Math.log(2 * Math.PI), within(1e-8));
    assertThat(normal.cdf(0.7)).isCloseTo(Statistics.normalCdf(0.7), within(1e-6));
    assertThat(normal.expectation(x -> x * x)).isCloseTo(1, within(1e-6));
  }

  @Test
  void rampHasItsKnownPartitionFunction() {
    GridEnergy ramp = GridEnergy.ramp(1, 1.5, -0.5f, 1f);
    double exact = Math.log((Math.exp(0.75) - Math.exp(-1.5)) / 1.5);
    assertThat(ramp.logPartition()).isCloseTo(exact, within(1e-8));
  }

  @Test
  void samplesHaveItsLaw() {
    for (GridEnergy energy :
        new GridEnergy[] {GridEnergy.doubleWell(2, 1, 0.3), GridEnergy.ramp(2, 1.5, -0.5f, 1f)}) {
      Batch samples = Batch.allocate(20_000, 2);
      energy.sample(samples, RandomStream.of(seed()));
      assertThat(energy.space().firstOutside(samples)).isEqualTo(-1);
      PValue.check("samples have the law", seed(), SamplerTarget.of(energy).test(samples));
    }
  }
}
