package io.ebm.models.boltzmann.pairwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.graph.Lattice;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.PValue;
import io.ebm.testkit.Statistics;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweeps with held units, from one state, reach the conditional law; each row has its own. */
class ClampingTest {

  private static final int DRAWS = 8_000;
  private static final int TILE = 100;
  private static final int SWEEPS = 25;

  static List<EnergyFunction> energies() {
    Ising ising = Ising.lattice(Boundary.TORUS, 4, 3, 3);
    Potts potts = Potts.of(Lattice.of(List.of(5), Boundary.TORUS), 3, 1);
    float[] theta = potts.parameters().values();
    RandomStream.of(2).fillGaussian(theta, 0, theta.length);
    return List.of(
        ising,
        potts,
        BoltzmannMachineConformanceTest.random(Graph.complete(8), 8),
        BoltzmannMachineConformanceTest.random(BoltzmannMachineConformanceTest.groups(), 5));
  }

  @ParameterizedTest
  @MethodSource("energies")
  void freeUnitsFollowTheConditionalLaw(EnergyFunction energy) {
    Enumeration all = Enumeration.of(energy);
    for (double beta : new double[] {1, 0.6}) {
      PValue.confirm(
          "held units condition " + energy.getClass().getSimpleName() + " at beta " + beta,
          20240229,
          seed -> List.of(test((Clampable) energy, all, beta, RandomStream.of(seed))));
    }
  }

  private static PValue test(Clampable energy, Enumeration all, double beta, RandomStream random) {
    int dim = all.states().dim();
    float held = all.states().get(all.size() - 1, 1);
    float other = all.states().get(all.size() - 1, 3);
    // Row by row in turn, two units are held or none.
    double[] law = new double[2 * all.size()];
    double[] free = all.probabilities(beta);
    double mass = 0;
    for (int s = 0; s < all.size(); s++) {
      boolean agrees = all.states().get(s, 1) == held && all.states().get(s, 3) == other;
      law[s] = agrees ? free[s] : 0;
      mass += law[s];
    }
    for (int s = 0; s < all.size(); s++) {
      law[s] /= 2 * mass;
      law[all.size() + s] = free[s] / 2;
    }
    long[] counts = new long[law.length];
    Batch x = Batch.allocate(TILE, dim);
    Batch given = Batch.allocate(TILE, dim);
    given.fill(Float.NaN);
    for (int r = 0; r < TILE; r += 2) {
      given.set(r, 1, held);
      given.set(r, 3, other);
    }
    for (int k = 0; k < DRAWS / TILE; k++) {
      for (int r = 0; r < TILE; r++) {
        x.copyRow(r, all.states(), all.size() - 1);
      }
      energy.sweep(x, given, SWEEPS, beta, random);
      for (int r = 0; r < TILE; r++) {
        counts[(r % 2) * all.size() + all.index(x, r)]++;
      }
      for (int r = 0; r < TILE; r += 2) {
        assertThat(x.get(r, 1)).isEqualTo(held);
        assertThat(x.get(r, 3)).isEqualTo(other);
      }
    }
    return new PValue("states", Statistics.chiSquare(counts, law));
  }
}
