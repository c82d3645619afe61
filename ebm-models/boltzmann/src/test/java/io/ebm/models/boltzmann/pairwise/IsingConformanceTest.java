package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.testkit.EnergyConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The Ising model keeps the contract: with chains as bits (uniform) and one by one. */
class IsingConformanceTest {

  /** Couplings of one strength are swept as bits. */
  @Nested
  class OddTorus extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return uniform(Boundary.TORUS, 0.1, 3, 3);
    }
  }

  @Nested
  class OpenSquare extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return uniform(Boundary.OPEN, -0.2, 4, 3);
    }
  }

  @Nested
  class Ring extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return uniform(Boundary.TORUS, 0, 10);
    }
  }

  @Nested
  class OpenCube extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return uniform(Boundary.OPEN, 0.3, 2, 3, 2);
    }
  }

  /** Signs of both kinds: frustrated, and still of one strength. */
  @Nested
  class Glass extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      Ising ising = uniform(Boundary.TORUS, 0.2, 3, 4);
      for (int e = 0; e < ising.units.fields(); e += 3) {
        ising.parameters().values()[e] *= -1;
      }
      return ising;
    }
  }

  /** On a torus of extent 2 both bonds count, so couplings are not of one strength. */
  @Nested
  class NarrowTorus extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return uniform(Boundary.TORUS, 0.1, 2, 5);
    }
  }

  @Nested
  class RandomLattice extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Ising.lattice(Boundary.OPEN, 1.3, 3, 4));
    }
  }

  @Nested
  class RandomComplete extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Ising.of(Graph.complete(9), List.of(9), 0.8));
    }
  }

  @Nested
  class SingleSpin extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return uniform(Boundary.TORUS, 0.4, 1);
    }
  }

  /** A point of a path whose base has fields of its own. */
  @Nested
  class PathPoint extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      Ising ising = random(Ising.lattice(Boundary.TORUS, 1.3, 3, 3));
      float[] base = new float[9];
      RandomStream.of(5).fillGaussian(base, 0, 9);
      return ising.with(new Law(ising.parameters().values(), 1 / 1.3, base, 0)).at(0.6);
    }
  }

  private static Ising uniform(Boundary boundary, double field, Integer... shape) {
    Ising ising = Ising.lattice(boundary, 2.5, shape);
    ising.fill(field);
    return ising;
  }

  private static Ising random(Ising ising) {
    float[] theta = ising.parameters().values();
    RandomStream.of(17).fillGaussian(theta, 0, theta.length);
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= 0.4f;
    }
    return ising;
  }
}
