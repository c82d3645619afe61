package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.graph.Lattice;
import io.ebm.testkit.EnergyConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The Potts model keeps the contract. */
class PottsConformanceTest {

  @Nested
  class OddTorus extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      Graph graph = Lattice.of(List.of(2, 3), Boundary.TORUS);
      Potts potts = Potts.of(graph, 3, 1.4);
      System.arraycopy(graph.weights(), 0, potts.parameters().values(), 0, graph.edges());
      return potts;
    }
  }

  @Nested
  class RandomComplete extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Potts.of(Graph.complete(5), 4, 1.2), 0.7f);
    }
  }

  @Nested
  class TwoLevels extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Potts.of(Lattice.of(List.of(3, 3), Boundary.OPEN), 2, 0.9), 0.7f);
    }
  }

  /** Couplings whose products would overflow; most of the law is on few states. */
  @Nested
  class Strong extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      Potts potts = random(Potts.of(Graph.complete(5), 3, 1), 0.5f);
      for (int e = 0; e < 10; e++) {
        potts.parameters().values()[e] -= 400;
      }
      return potts;
    }

    @Override
    protected double tolerance() {
      return 5e-3;
    }
  }

  @Nested
  class PathPoint extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      Potts potts = random(Potts.of(Lattice.of(List.of(5), Boundary.TORUS), 3, 1.2), 0.7f);
      float[] base = new float[15];
      RandomStream.of(3).fillGaussian(base, 0, 15);
      return potts.with(new Law(potts.parameters().values(), 1 / 1.2, base, 0)).at(0.6);
    }
  }

  private static Potts random(Potts potts, float scale) {
    float[] theta = potts.parameters().values();
    RandomStream.of(29).fillGaussian(theta, 0, theta.length);
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= scale;
    }
    return potts;
  }
}
