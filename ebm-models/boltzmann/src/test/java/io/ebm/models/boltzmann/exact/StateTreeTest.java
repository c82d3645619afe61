package io.ebm.models.boltzmann.exact;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.graph.Lattice;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StateTreeTest {

  /** Twice cosh and sinh to the n-th: the ring's transfer matrix. */
  @Test
  void ringsOf24SpinsHaveTheirClosedForm() {
    for (double k : new double[] {0.1, 1, 30, 400}) {
      StateTree tree = new StateTree(Lattice.of(List.of(24), Boundary.TORUS), 2);
      java.util.Arrays.fill(tree.couplings(), 2 * k);
      double exact =
          24 * (k + Math.log1p(Math.exp(-2 * k))) + Math.log1p(Math.pow(Math.tanh(k), 24));
      assertThat(tree.logPartition() - 24 * k)
          .as("K = %s", k)
          .isCloseTo(exact, Offset.offset(1e-12 * Math.max(1, 24 * k)));
    }
  }

  /** Of q labels on a complete graph only the numbers of each matter; two units by hand. */
  @Test
  void momentsOfAPairAreExact() {
    StateTree tree = new StateTree(Graph.complete(2), 3);
    tree.couplings()[0] = Math.log(5);
    tree.fields()[0] = Math.log(2); // unit 0 at label 0
    double z = 2 * (5 + 1 + 1) + 2 * (5 + 1 + 1);
    assertThat(tree.expectations()).isCloseTo(Math.log(z), Offset.offset(1e-14));
    assertThat(tree.singles()[0]).isCloseTo(0.5, Offset.offset(1e-14));
    assertThat(tree.singles()[3]).isCloseTo((2 * 5 + 2) / z, Offset.offset(1e-14));
    assertThat(tree.pairs()[0]).isCloseTo((2 * 5 + 2 * 5) / z, Offset.offset(1e-14));
    assertThat(tree.bestState()).containsExactly(0, 0);
  }

  @Test
  void theBestStateIsFoundAmongFrustratedOnes() {
    RandomStream random = RandomStream.of(8);
    for (int trial = 0; trial < 50; trial++) {
      StateTree tree = new StateTree(Graph.complete(7), 3);
      for (int e = 0; e < 21; e++) {
        tree.couplings()[e] = random.nextGaussian();
      }
      for (int i = 0; i < 21; i++) {
        tree.fields()[i] = random.nextGaussian();
      }
      double best = Double.NEGATIVE_INFINITY;
      int[] state = new int[7];
      for (int s = 0; s < 2187; s++) {
        for (int i = 0, rest = s; i < 7; i++, rest /= 3) {
          state[i] = rest % 3;
        }
        best = Math.max(best, score(tree, state));
      }
      assertThat(score(tree, tree.bestState())).isCloseTo(best, Offset.offset(1e-12));
    }
  }

  private static double score(StateTree tree, int[] state) {
    double score = 0;
    for (int i = 0, e = 0; i < state.length; i++) {
      score += tree.fields()[3 * i + state[i]];
      for (int j = i + 1; j < state.length; j++, e++) {
        score += state[i] == state[j] ? tree.couplings()[e] : 0;
      }
    }
    return score;
  }

  @Test
  void nanStaysNan() {
    StateTree tree = new StateTree(Graph.complete(3), 2);
    tree.couplings()[1] = Double.NaN;
    assertThat(tree.logPartition()).isNaN();
  }

  @Test
  void theLimitIsCountedInStates() {
    assertThat(StateTree.possible(24, 2)).isTrue();
    assertThat(StateTree.possible(25, 2)).isFalse();
    assertThat(StateTree.possible(15, 3)).isTrue();
    assertThat(StateTree.possible(16, 3)).isFalse();
    assertThat(StateTree.possible(3, 256)).isTrue();
    assertThat(StateTree.possible(4, 256)).isFalse();
  }
}
