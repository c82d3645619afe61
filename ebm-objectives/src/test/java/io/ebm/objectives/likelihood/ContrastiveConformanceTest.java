package io.ebm.objectives.likelihood;

import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.Objectives;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ObjectiveConformance;
import io.ebm.testkit.SmallIsing;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ContrastiveConformanceTest {

  private abstract static class Contrastive extends ObjectiveConformance {
    @Override
    protected boolean valueHasGradient() {
      return false;
    }

    @Override
    protected boolean weightsSumToZero() {
      return true;
    }

    @Override
    protected boolean deterministic() {
      return false;
    }
  }

  private abstract static class OnSpins extends Contrastive {
    @Override
    protected EnergyFunction energy() {
      return SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(4));
    }
  }

  private abstract static class OnGaussian extends Contrastive {
    @Override
    protected EnergyFunction energy() {
      double[][] covariance = {{1.5, 0.4}, {0.4, 0.7}};
      return GaussianEnergy.ofCovariance(new double[] {0.5, -0.5}, covariance);
    }
  }

  @Nested
  class CdWithGibbs extends OnSpins {
    @Override
    protected Component<Objective> objective() {
      return Objectives.cd(Objectives.gibbs(), 1);
    }
  }

  @Nested
  class CdWithMala extends OnGaussian {
    @Override
    protected Component<Objective> objective() {
      return Objectives.cd(Objectives.mala(0.2), 3);
    }
  }

  @Nested
  class PcdWithGibbs extends OnSpins {
    @Override
    protected Component<Objective> objective() {
      return Objectives.pcd(Objectives.gibbs(), Map.of("steps", 2));
    }
  }

  @Nested
  class PcdWithMala extends OnGaussian {
    @Override
    protected Component<Objective> objective() {
      return Objectives.pcd(
          Objectives.mala(0.2), Map.of("restart", 0.3, "start", PcdFactory.Start.DATA));
    }
  }

  @Nested
  class PcdWithBuffer extends OnGaussian {
    @Override
    protected Component<Objective> objective() {
      return Objectives.pcd(Objectives.mala(0.2), Map.of("buffer", 500, "restart", 0.05));
    }
  }

  @Nested
  class FastPcdWithGibbs extends OnSpins {
    @Override
    protected Component<Objective> objective() {
      return Objectives.component(
          new FastPcdFactory(), Map.of("sampler", Objectives.gibbs(), "fastRate", 0.2));
    }
  }

  @Nested
  class FastPcdWithMala extends OnGaussian {
    @Override
    protected Component<Objective> objective() {
      return Objectives.component(
          new FastPcdFactory(), Map.of("sampler", Objectives.mala(0.2), "restart", 0.3));
    }
  }

  /** With the regularizer the weights no longer sum to zero. */
  @Nested
  class PcdRegularized extends OnGaussian {
    @Override
    protected Component<Objective> objective() {
      return Objectives.pcd(Objectives.mala(0.2), Map.of("energyRegularization", 0.1));
    }

    @Override
    protected boolean weightsSumToZero() {
      return false;
    }
  }
}
