package io.ebm.testkit;

import io.ebm.api.EnergyFunction;

class ProposedGaussianTest extends EnergyConformance {

  @Override
  protected EnergyFunction energy() {
    return new ProposedGaussian(
        GaussianEnergy.ofCovariance(new double[] {0.5, -1}, new double[][] {{1, 0.3}, {0.3, 2}}),
        new double[] {1, -1},
        new double[][] {{1, 0.2}, {-0.5, 0.7}});
  }
}
