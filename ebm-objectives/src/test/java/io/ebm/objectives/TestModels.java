package io.ebm.objectives;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.CorrectedGaussian;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ProposedGaussian;
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

  /** Four labels of three levels. */
  public static EnergyFunction labels() {
    return SmallLabels.random(new StateSpace.Categorical(4, 3), RandomStream.of(3));
  }

  /** Up to four symbols of four levels, of which the second ends a sequence. */
  public static EnergyFunction sequences() {
    return SmallLabels.random(new StateSpace.Categorical(4, 4, 1), RandomStream.of(3));
  }

  /** A correlated Gaussian in the plane. */
  public static EnergyFunction gaussian() {
    double[][] covariance = {{1.5, 0.4}, {0.4, 0.7}};
    return GaussianEnergy.ofCovariance(new double[] {0.5, -0.5}, covariance);
  }

  /** A Gaussian in the plane that corrects another. */
  public static EnergyFunction corrected() {
    return new CorrectedGaussian(
        new double[] {0.5, -0.5},
        new double[][] {{1, 0.3}, {0.3, 0.8}},
        new double[][] {{0.6, -0.2}, {-0.2, 0.4}});
  }

  /** A Gaussian in the plane with a generator whose law is its own. */
  public static EnergyFunction rightlyProposed() {
    double[][] covariance = {{1, 0.5}, {0.5, 1.25}};
    double[] mean = {0.5, -0.5};
    return new ProposedGaussian(
        GaussianEnergy.ofCovariance(mean, covariance), mean, new double[][] {{1, 0}, {0.5, 1}});
  }
}
