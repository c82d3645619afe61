package io.ebm.core.data;

import io.ebm.api.TextLines;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Graphs in the text format of Xu et al. 2019, "How powerful are graph neural networks?": a line
 * with their number; for each a line with its number of nodes and its label; for each node a line
 * with its tag, its degree and its neighbours, counted from 0. Blank lines are passed over.
 */
final class GraphText {

  private final TextLines lines;
  private final long count;
  private long read;

  /**
   * A graph.
   *
   * @param line where it stands
   * @param label its class
   * @param tags of its nodes
   * @param from where each link comes from; a link that goes both ways is two
   * @param to where each link leads to
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  record Graph(long line, long label, int[] tags, int[] from, int[] to) {

    /** How many neighbours each node has. */
    private int[] degrees() {
      int[] degrees = new int[tags.length];
      for (int node : from) {
        degrees[node]++;
      }
      return degrees;
    }

    /** The same with degrees as tags. */
    Graph byDegree() {
      return new Graph(line, label, degrees(), from, to);
    }
  }

  /** Begins to read. */
  GraphText(TextLines lines) throws IOException {
    this.lines = lines;
    String[] words = words();
    if (words == null) {
      throw lines.badText("is empty; its first line must be the number of graphs");
    }
    if (words.length != 1) {
      throw lines.bad(
          "the first line must be the number of graphs, not " + words.length + " words");
    }
    count = number(words[0], "the number of graphs");
    if (count < 1) {
      throw lines.bad("the number of graphs must be 1 or more, but is " + count);
    }
  }

  /** The next graph, or null after the last. */
  @Nullable Graph next() throws IOException {
    String[] words = words();
    if (read == count) {
      if (words != null) {
        throw lines.bad("there is more than the " + count + " graphs that the first line says");
      }
      return null;
    }
    if (words == null) {
      throw lines.badText("ends after " + read + " graphs, and its first line says " + count);
    }
    if (words.length != 2) {
      throw lines.bad(
          "graph "
              + read
              + " (from 0) must begin with its number of nodes and its label, not with "
              + words.length
              + (words.length == 1 ? " word" : " words"));
    }
    long nodes = number(words[0], "the number of nodes");
    if (nodes < 1 || nodes > 1 << 24) {
      throw lines.bad("a graph must have from 1 to " + (1 << 24) + " nodes, not " + nodes);
    }
    long label = number(words[1], "the label");
    long line = lines.number();
    int[][] neighbours = new int[(int) nodes][];
    long[] places = new long[neighbours.length];
    int[] tags = new int[neighbours.length];
    for (int node = 0; node < neighbours.length; node++) {
      neighbours[node] = neighbours(node, tags);
      places[node] = lines.number();
    }
    requireBothWays(neighbours, places);
    read++;
    return graph(line, label, tags, neighbours);
  }

  private int[] neighbours(int node, int[] tags) throws IOException {
    String[] words = words();
    if (words == null) {
      throw lines.badText(
          "ends in graph %d (from 0), after %d of its %d nodes".formatted(read, node, tags.length));
    }
    if (words.length < 2) {
      throw lines.bad("a node must have a tag, a degree and its neighbours, not one word");
    }
    tags[node] = whole(number(words[0], "the tag"), "the tag");
    long degree = number(words[1], "the degree");
    if (degree != words.length - 2) {
      throw lines.bad(
          "the degree is " + degree + ", but " + (words.length - 2) + " neighbours follow");
    }
    int[] neighbours = new int[words.length - 2];
    for (int k = 0; k < neighbours.length; k++) {
      long other = number(words[k + 2], "a neighbour");
      if (other < 0 || other >= tags.length) {
        throw lines.bad(
            "there is no node %d; those of the graph are 0 to %d"
                .formatted(other, tags.length - 1));
      }
      if (other == node) {
        throw lines.bad("node " + node + " is a neighbour of itself");
      }
      neighbours[k] = (int) other;
    }
    int[] sorted = neighbours.clone();
    Arrays.sort(sorted);
    for (int k = 1; k < sorted.length; k++) {
      if (sorted[k] == sorted[k - 1]) {
        throw lines.bad("node " + sorted[k] + " is listed twice");
      }
    }
    return neighbours;
  }

  private void requireBothWays(int[][] neighbours, long[] places) {
    for (int node = 0; node < neighbours.length; node++) {
      for (int other : neighbours[node]) {
        if (Arrays.stream(neighbours[other]).noneMatch(Integer.valueOf(node)::equals)) {
          throw new IllegalArgumentException(
              TextLines.visible(lines.name())
                  + ":%d: node %d has the neighbour %d, which has not node %d as its own"
                      .formatted(places[node], node, other, node));
        }
      }
    }
  }

  private static Graph graph(long line, long label, int[] tags, int[][] neighbours) {
    int count = Arrays.stream(neighbours).mapToInt(each -> each.length).sum();
    int[] from = new int[count];
    int[] to = new int[count];
    int link = 0;
    for (int node = 0; node < neighbours.length; node++) {
      for (int other : neighbours[node]) {
        from[link] = node;
        to[link++] = other;
      }
    }
    return new Graph(line, label, tags, from, to);
  }

  /** A fault of a graph that was read. */
  IllegalArgumentException bad(Graph graph, String problem) {
    return new IllegalArgumentException(
        TextLines.visible(lines.name() + ":" + graph.line() + ": " + problem));
  }

  private String @Nullable [] words() throws IOException {
    String line = lines.next();
    while (line != null && TextLines.isBlank(line)) {
      line = lines.next();
    }
    return line == null ? null : TextLines.words(line);
  }

  private long number(String word, String what) {
    if (!word.matches("[+-]?[0-9]{1,18}")) {
      throw lines.bad(what + " must be a whole number, not '" + word + "'");
    }
    return Long.parseLong(word);
  }

  private int whole(long number, String what) {
    if (number != (int) number) {
      throw lines.bad(what + " must fit 32 bits, and is " + number);
    }
    return (int) number;
  }
}
