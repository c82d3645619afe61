package io.ebm.objectives;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SmallIsing;

/** Energies that tests share, at parameters that are no optimum of random data. */
public final class TestModels {

  private TestModels() {}

  /** Five spins. */
  public static EnergyFunction spins() {
    return SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(4));
  }

  /** Five bits. */
  public static EnergyFunction bits() {
    return SmallIsing.random(StateSpace.binary(5), 0.5, RandomStream.of(4));
  }

  /** A correlated Gaussian in the plane. */
  public static EnergyFunction gaussian() {
    double[][] covariance = {{1.5, 0.4}, {0.4, 0.7}};
    return GaussianEnergy.ofCovariance(new double[] {0.5, -0.5}, covariance);
  }
}
