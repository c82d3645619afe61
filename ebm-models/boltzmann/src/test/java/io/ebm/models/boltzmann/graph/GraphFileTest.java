package io.ebm.models.boltzmann.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFileTest {

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("g.txt"), text.replace('/', '\n'));
  }

  @Test
  void edgesAreSortedAndWeightsMayBeLeftOut() throws IOException {
    Graph graph = GraphFile.read(file("4 3/3 1 -1//  2 1 0.5 /3 4/"));
    assertThat(graph.vertices()).isEqualTo(4);
    assertThat(graph.forward()).containsExactly(0, 2, 2, 3, 3);
    assertThat(graph.higher()).containsExactly(1, 2, 3);
    assertThat(graph.weights()).containsExactly(0.5f, -1f, 1f);
    assertThat(graph.neighbours()).containsExactly(1, 2, 0, 0, 3, 2);
    assertThat(graph.links()).containsExactly(0, 1, 0, 1, 2, 2);
  }

  @Test
  void aGraphMayHaveNoEdges() throws IOException {
    assertThat(GraphFile.read(file("3 0")).edges()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|'line 0: it is empty; the first line must be ''vertices edges'''",
        "3|'line 1: must be ''vertices edges'', but has 1 words'",
        "x 2|'line 1: the number of vertices must be a whole number, but is ''x'''",
        "3 -1|line 1: the number of edges must lie between 0 and 134217728, but is -1",
        "3 1/1 2 1 9|'line 2: must be ''i j weight'', but has 4 words'",
        "3 2/1 2 1//0 2 1|line 4: vertex must lie between 1 and 3, but is 0",
        "3 1/1 4|line 2: vertex must lie between 1 and 3, but is 4",
        "3 1/1 2.5|'line 2: vertex must be a whole number, but is ''2.5'''",
        "3 1/2 2 1|line 2: vertex 2 is joined with itself",
        "3 1/2 1 x|'line 2: the weight must be a number, but is ''x'''",
        "3 1/2 1 Infinity|'line 2: the weight must be a number, but is ''Infinity'''",
        "3 1/2 1 1f|'line 2: the weight must be a number, but is ''1f'''",
        "3 1/2 1 1e39|'line 2: the weight must fit a float, which goes to 3.4e38, but is 1e39'",
        "3 1/2 1/1 3|line 3: one edge more than the 1 that the first line tells",
        "3 3/1 2 1/2 3/2 1 4|line 4: vertices 2 and 1 are joined a second time, after line 2",
      })
  void aBadLineIsNamed(String text, String message) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> GraphFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("graph file 'g.txt', " + message);
  }

  @Test
  void missingEdgesAreCounted() throws IOException {
    Path file = file("3 3/1 2/2 3");
    assertThatThrownBy(() -> GraphFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("graph file 'g.txt' ends after 2 of the 3 edges that its first line tells");
  }
}
