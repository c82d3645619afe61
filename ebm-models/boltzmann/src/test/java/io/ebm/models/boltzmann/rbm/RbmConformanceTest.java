package io.ebm.models.boltzmann.rbm;

import io.ebm.api.EnergyFunction;
import io.ebm.testkit.EnergyConformance;
import org.junit.jupiter.api.Nested;

class RbmConformanceTest {

  /** The sum runs over the visible layer. */
  @Nested
  class FewVisible extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return Machines.bernoulli(5, 7, 0.8);
    }
  }

  /** The sum runs over the hidden layer, in several blocks. */
  @Nested
  class FewHidden extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return Machines.bernoulli(12, 9, 0.5);
    }
  }

  @Nested
  class GaussianVisible extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return Machines.random(new GaussianUnits(0.7), new BernoulliUnits(), 3, 8, 0.6);
    }
  }

  @Nested
  class GaussianHidden extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return Machines.random(new BernoulliUnits(), new GaussianUnits(1), 6, 3, 0.4);
    }
  }

  /** The sum runs over the hidden layer. */
  @Nested
  class PottsVisible extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return Machines.random(new PottsUnits(3), new BernoulliUnits(), 4, 5, 0.7);
    }
  }

  @Nested
  class RectifiedHidden extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return Machines.random(new BernoulliUnits(), new RectifiedUnits(), 6, 3, 0.5);
    }
  }

  /** Nothing is summed over states: a path, sweeps and gradients alone. */
  @Nested
  class PottsAndRectified extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return Machines.random(new PottsUnits(3), new RectifiedUnits(), 4, 3, 0.4);
    }
  }
}
