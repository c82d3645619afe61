package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.graph.Lattice;
import io.ebm.testkit.EnergyConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The Boltzmann machine keeps the contract, with hidden units of every kind and without. */
class BoltzmannMachineConformanceTest {

  @Nested
  class AllSeen extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Graph.complete(9), 9);
    }
  }

  @Nested
  class SeenLattice extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Lattice.of(List.of(3, 4), Boundary.TORUS), 12);
    }
  }

  @Nested
  class AllCoupled extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Graph.complete(7), 4);
    }
  }

  /** Two groups of hidden units and one by itself: 5–6, 7–8–9, 10. */
  @Nested
  class Groups extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(groups(), 5);
    }
  }

  @Nested
  class SeveralHiddenForOne extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return random(Graph.complete(5), 1);
    }
  }

  @Nested
  class PathPoint extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      BoltzmannMachine machine = random(groups(), 5);
      float[] base = {1, -0.5f, 0.3f, 0.8f, -1, 0, 0, 0, 0, 0, 0};
      return machine.with(new Law(machine.parameters().values(), 1, base, 0)).at(0.7);
    }
  }

  static Graph groups() {
    int[] first = {0, 0, 1, 2, 4, 5, 7, 8, 0, 1, 2, 3, 4, 3, 2};
    int[] second = {1, 3, 4, 5, 5, 6, 8, 9, 7, 8, 9, 6, 10, 10, 7};
    return Graph.of(11, first, second, new float[first.length]);
  }

  static BoltzmannMachine random(Graph graph, int visible) {
    BoltzmannMachine machine = BoltzmannMachine.of(graph, List.of(visible));
    float[] theta = machine.parameters().values();
    RandomStream.of(23).fillGaussian(theta, 0, theta.length);
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= 0.8f;
    }
    return machine;
  }
}
