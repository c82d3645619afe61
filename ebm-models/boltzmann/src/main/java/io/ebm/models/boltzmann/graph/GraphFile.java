package io.ebm.models.boltzmann.graph;

import io.ebm.api.Decimals;
import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads the edge lists of the generator rudy (G. Rinaldi), in which the G-set of Max-Cut graphs is
 * kept: a line {@code vertices edges}, then a line {@code i j weight} for every edge, with vertices
 * from 1; the weight may be left out and is then 1. Empty lines are skipped.
 */
public final class GraphFile {

  private final String name;
  private int line;
  private int[] first = new int[0];
  private int[] second = new int[0];
  private int[] lines = new int[0];
  private float[] weights = new float[0];

  private GraphFile(Path file) {
    Path last = file.getFileName();
    name = last == null ? file.toString() : last.toString();
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if the file cannot be read or is not of this form; the message
   *     names the file, the line and what is wrong
   */
  public static Graph read(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      return new GraphFile(file).read(lines);
    } catch (IOException e) {
      throw new IllegalArgumentException(InputFiles.sentence(file, e), e);
    }
  }

  private Graph read(TextLines in) throws IOException {
    String[] head = next(in);
    if (head.length != 2) {
      throw fault(
          head.length == 0
              ? "it is empty; the first line must be 'vertices edges'"
              : "must be 'vertices edges', but has " + head.length + " words");
    }
    int vertices = whole(head[0], "the number of vertices", 1, Integer.MAX_VALUE - 8);
    int edges = whole(head[1], "the number of edges", 0, Graph.MOST_EDGES);
    int count = 0;
    for (String[] words = next(in); words.length > 0; words = next(in)) {
      if (count == edges) {
        throw fault("one edge more than the " + edges + " that the first line tells");
      }
      if (words.length != 2 && words.length != 3) {
        throw fault("must be 'i j weight', but has " + words.length + " words");
      }
      if (count == first.length) {
        grow(Math.min(edges, Math.max(1024, 2 * count)));
      }
      first[count] = whole(words[0], "vertex", 1, vertices) - 1;
      second[count] = whole(words[1], "vertex", 1, vertices) - 1;
      if (first[count] == second[count]) {
        throw fault("vertex " + words[0] + " is joined with itself");
      }
      weights[count] = words.length == 3 ? weight(words[2]) : 1;
      lines[count++] = line;
    }
    if (count < edges) {
      throw new IllegalArgumentException(
          "graph file '"
              + name
              + "' ends after "
              + count
              + " of the "
              + edges
              + " edges that its first line tells");
    }
    grow(count);
    checkDoubles(vertices);
    return Graph.of(vertices, first, second, weights);
  }

  private void grow(int size) {
    first = Arrays.copyOf(first, size);
    second = Arrays.copyOf(second, size);
    lines = Arrays.copyOf(lines, size);
    weights = Arrays.copyOf(weights, size);
  }

  private void checkDoubles(int vertices) {
    int[] order = Graph.order(vertices, first, second);
    for (int e = 1; e < order.length; e++) {
      int a = order[e - 1];
      int b = order[e];
      if (Math.min(first[a], second[a]) == Math.min(first[b], second[b])
          && Math.max(first[a], second[a]) == Math.max(first[b], second[b])) {
        line = lines[b];
        throw fault(
            "vertices "
                + (first[b] + 1)
                + " and "
                + (second[b] + 1)
                + " are joined a second time, after line "
                + lines[a]);
      }
    }
  }

  /** The words of the next line that is not empty; none at the end. */
  private String[] next(TextLines in) throws IOException {
    for (String text = in.next(); text != null; text = in.next()) {
      line = (int) in.number();
      String[] words = TextLines.words(text);
      if (words.length > 0) {
        return words;
      }
    }
    return new String[0];
  }

  private int whole(String word, String what, int low, int high) {
    try {
      int value = Integer.parseInt(word);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      if (!word.matches("[+-]?[0-9]+")) {
        throw fault(what + " must be a whole number, but is '" + word + "'");
      }
    }
    throw fault(what + " must lie between " + low + " and " + high + ", but is " + word);
  }

  private float weight(String word) {
    if (!Decimals.isNumber(word)) {
      throw fault("the weight must be a number, but is '" + word + "'");
    }
    float value = Float.parseFloat(word);
    if (Float.isInfinite(value)) {
      throw fault("the weight must fit a float, which goes to 3.4e38, but is " + word);
    }
    return value;
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        TextLines.visible("graph file '" + name + "', line " + line + ": " + what));
  }
}
