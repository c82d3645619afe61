package io.ebm.core.data;

import io.ebm.api.ComponentContext;
import io.ebm.api.StateSpace;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.io.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run keeps of its graphs, so that other graphs become rows of the same form.
 *
 * @param byDegree whether tags are degrees
 * @param nodes the most of a graph
 * @param links the most of a graph, each way counted, at least 1
 * @param tags those of nodes, ascending; a node's label is its tag's place here
 * @param labels those of graphs, ascending; a class is its label's place here
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record KeptGraphs(boolean byDegree, int nodes, int links, int[] tags, long[] labels) {

  private static final String FILE = "graphs.safetensors";

  /** What the run kept that is opened, or null. */
  static @Nullable KeptGraphs of(ComponentContext context) {
    Path file = context.archive().map(folder -> folder.resolve(FILE)).orElse(null);
    if (file == null || !Files.isRegularFile(file)) {
      return null;
    }
    try {
      TensorFile read = Safetensors.read(file);
      int[] most = read.tensor("most").ints();
      return new KeptGraphs(
          Boolean.parseBoolean(read.metadata().get("byDegree")),
          most[0],
          most[1],
          read.tensor("tags").ints(),
          read.tensor("labels").longs());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** What graphs come to. With degrees there are labels from 0 to the greatest. */
  static KeptGraphs of(List<GraphText.Graph> graphs, boolean byDegree) {
    int nodes = 1;
    int links = 1;
    for (GraphText.Graph graph : graphs) {
      nodes = Math.max(nodes, graph.tags().length);
      links = Math.max(links, graph.from().length);
    }
    int[] tags =
        graphs.stream().flatMapToInt(g -> Arrays.stream(g.tags())).distinct().sorted().toArray();
    if (byDegree) {
      int[] degrees = new int[tags[tags.length - 1] + 1];
      Arrays.setAll(degrees, degree -> degree);
      tags = degrees;
    }
    long[] labels =
        graphs.stream().flatMapToLong(g -> LongStream.of(g.label())).distinct().sorted().toArray();
    return new KeptGraphs(byDegree, nodes, links, tags, labels);
  }

  /** Writes it. */
  void write(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>(Map.of("byDegree", Boolean.toString(byDegree)));
    Safetensors.write(
        folder.resolve(FILE),
        List.of(
            Tensor.of("most", List.of(2), new int[] {nodes, links}),
            Tensor.of("tags", List.of(tags.length), tags),
            Tensor.of("labels", List.of(labels.length), labels)),
        texts);
  }

  StateSpace.Graphs space() {
    return new StateSpace.Graphs(1, nodes, tags.length, links, 1);
  }

  /** The names of the classes. */
  List<String> classNames() {
    return LongStream.of(labels).mapToObj(Long::toString).toList();
  }

  /** Requires a graph to have nodes, links and tags that the run's graphs had. */
  void checkForm(GraphText text, GraphText.Graph graph) {
    if (graph.tags().length > nodes || graph.from().length > links) {
      throw text.bad(
          graph,
          "the graph has %d nodes and %d links, and those that the run was trained on up to %d and %d"
              .formatted(graph.tags().length, graph.from().length, nodes, links));
    }
    for (int node = 0; node < graph.tags().length; node++) {
      if (Arrays.binarySearch(tags, graph.tags()[node]) < 0) {
        throw text.bad(
            graph,
            "node %d of the graph has the %s %d, which no node has that the run was trained on"
                .formatted(node, byDegree ? "degree" : "tag", graph.tags()[node]));
      }
    }
  }

  /** The same, and a label that is known. */
  void check(GraphText text, GraphText.Graph graph) {
    checkForm(text, graph);
    if (Arrays.binarySearch(labels, graph.label()) < 0) {
      throw text.bad(
          graph,
          "the label "
              + graph.label()
              + " is none of those that the run was trained on, "
              + String.join(", ", classNames()));
    }
  }
}
