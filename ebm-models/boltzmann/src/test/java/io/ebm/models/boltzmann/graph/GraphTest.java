package io.ebm.models.boltzmann.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphTest {

  private static void checkColours(Graph graph) {
    int[] colour = new int[graph.vertices()];
    Arrays.fill(colour, -1);
    for (int c = 0; c < graph.colours().length; c++) {
      for (int vertex : graph.colours()[c]) {
        assertThat(colour[vertex]).isEqualTo(-1);
        colour[vertex] = c;
      }
    }
    assertThat(colour).doesNotContain(-1);
    for (int i = 0; i < graph.vertices(); i++) {
      for (int k = graph.starts()[i]; k < graph.starts()[i + 1]; k++) {
        assertThat(colour[graph.neighbours()[k]]).isNotEqualTo(colour[i]);
      }
    }
  }

  @Test
  void evenLatticesAreCheckerboards() {
    for (Boundary boundary : Boundary.values()) {
      Graph graph = Lattice.of(List.of(6, 4), boundary);
      checkColours(graph);
      assertThat(graph.colours()).hasNumberOfRows(2);
    }
    assertThat(Lattice.of(List.of(3, 5, 7), Boundary.OPEN).colours()).hasNumberOfRows(2);
  }

  @Test
  void oddToriNeedMoreColours() {
    for (List<Integer> shape :
        List.of(List.of(5), List.of(3, 3), List.of(5, 4), List.of(3, 3, 3))) {
      Graph graph = Lattice.of(shape, Boundary.TORUS);
      checkColours(graph);
      assertThat(graph.colours().length).isBetween(3, 4);
    }
  }

  @Test
  void latticesHaveTheirBonds() {
    Graph torus = Lattice.of(List.of(4, 5), Boundary.TORUS);
    assertThat(torus.edges()).isEqualTo(40);
    assertThat(torus.greatestDegree()).isEqualTo(4);
    assertThat(Lattice.of(List.of(4, 5), Boundary.OPEN).edges()).isEqualTo(3 * 5 + 4 * 4);
    assertThat(Lattice.of(List.of(3, 3, 3), Boundary.TORUS).edges()).isEqualTo(81);
    Graph narrow = Lattice.of(List.of(2, 3), Boundary.TORUS);
    assertThat(narrow.edges()).isEqualTo(3 + 6);
    float sum = 0;
    for (float weight : narrow.weights()) {
      sum += weight;
    }
    assertThat(sum).isEqualTo(12);
    assertThat(Lattice.of(List.of(1), Boundary.TORUS).edges()).isZero();
  }

  @Test
  void randomGraphsAreConsistent() {
    Random random = new Random(5);
    for (int trial = 0; trial < 30; trial++) {
      int n = 2 + random.nextInt(12);
      Graph all = Graph.complete(n);
      int[] first = new int[all.edges()];
      int[] second = new int[all.edges()];
      float[] weights = new float[all.edges()];
      int count = 0;
      for (int i = 0; i < n; i++) {
        for (int e = all.forward()[i]; e < all.forward()[i + 1]; e++) {
          if (random.nextBoolean()) {
            boolean turned = random.nextBoolean();
            first[count] = turned ? all.higher()[e] : i;
            second[count] = turned ? i : all.higher()[e];
            weights[count++] = i * 100 + all.higher()[e];
          }
        }
      }
      Graph graph =
          Graph.of(
              n,
              Arrays.copyOf(first, count),
              Arrays.copyOf(second, count),
              Arrays.copyOf(weights, count));
      assertThat(graph.edges()).isEqualTo(count);
      assertThat(graph.isComplete()).isEqualTo(count == all.edges());
      checkColours(graph);
      for (int i = 0; i < n; i++) {
        for (int k = graph.starts()[i]; k < graph.starts()[i + 1]; k++) {
          int j = graph.neighbours()[k];
          assertThat(graph.weights()[graph.links()[k]])
              .isEqualTo(Math.min(i, j) * 100 + Math.max(i, j));
        }
      }
    }
  }

  @Test
  void loopsDoublesAndStraysAreRefused() {
    assertThatThrownBy(() -> Graph.of(3, new int[] {1}, new int[] {1}, new float[1]))
        .hasMessage("a loop at vertex 1");
    assertThatThrownBy(() -> Graph.of(3, new int[] {0, 1}, new int[] {1, 0}, new float[2]))
        .hasMessage("two edges 0 1");
    assertThatThrownBy(() -> Graph.of(3, new int[] {0}, new int[] {3}, new float[1]))
        .hasMessage("no edge 0 3");
    assertThatThrownBy(() -> Graph.complete(20_000)).hasMessageContaining("use a sparse graph");
  }
}
