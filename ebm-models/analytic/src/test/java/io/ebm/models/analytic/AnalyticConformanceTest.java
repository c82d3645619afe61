package io.ebm.models.analytic;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.testkit.EnergyConformance;
import org.junit.jupiter.api.Nested;

/** The contract of every energy here. */
class AnalyticConformanceTest {

  @Nested
  class OfGaussian extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      double[][] covariance = GaussianFactory.rotated(5, 20, RandomStream.of(3));
      return new Gaussian(new Quadratic(new double[] {1, -1, 0, 2, 0.5}, covariance));
    }
  }

  @Nested
  class OfMixture extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return AnswersTest.mixture();
    }
  }

  @Nested
  class OfDoubleWell extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new DoubleWell(3, 4, 0.5, 1.5);
    }
  }

  @Nested
  class OfRosenbrock extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Rosenbrock(3, 1, 5);
    }
  }

  @Nested
  class OfFunnel extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Funnel(4, 2);
    }
  }

  @Nested
  class OfRing extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Ring(3, 2, 0.5);
    }
  }

  @Nested
  class OfMuellerBrown extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new MuellerBrown(50);
    }

    @Override
    protected io.ebm.api.Batch states(EnergyFunction energy) {
      io.ebm.api.Batch states = super.states(energy);
      for (int i = 0; i < states.length(); i++) {
        states.array()[i] /= 2; // beyond, the potential grows to 10^10
      }
      return states;
    }
  }

  @Nested
  class OfLogisticRegression extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      RandomStream random = RandomStream.of(9);
      float[] signed = new float[40 * 3];
      random.fillGaussian(signed, 0, signed.length);
      return new LogisticRegression(signed, 3, 2);
    }
  }

  @Nested
  class OfGaussianInThePlane extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Gaussian(
          new Quadratic(new double[] {1, -1}, GaussianFactory.rotated(2, 5, RandomStream.of(3))));
    }
  }

  @Nested
  class OfDoubleWellInThePlane extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new DoubleWell(2, 4, 0.5, 1.5);
    }
  }

  @Nested
  class OfRosenbrockInThePlane extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Rosenbrock(2, 1, 5);
    }
  }

  @Nested
  class OfFunnelInThePlane extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Funnel(2, 1);
    }
  }

  @Nested
  class OfRingInThePlane extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new Ring(2, 2, 0.5);
    }
  }
}
