package io.ebm.models.boltzmann.graph;

import java.util.Arrays;

/**
 * An undirected graph with weighted edges, without loops and double edges. Edges are ordered by
 * their lower, then by their higher vertex. Immutable: the arrays are not to be written.
 *
 * <p>Neighbours of vertex {@code i} stand in {@link #neighbours()} at {@code starts()[i] …
 * starts()[i + 1] - 1}, and the index of the edge to each of them at the same place of {@link
 * #links()}. The edges whose lower vertex is {@code i} are {@code forward()[i] … forward()[i + 1] -
 * 1}; {@link #higher()} has their other ends.
 */
public final class Graph {

  /** The most edges of a graph. */
  public static final int MOST_EDGES = 1 << 27;

  private final int vertices;
  private final float[] weights;
  private final int[] forward;
  private final int[] higher;
  private final int[] starts;
  private final int[] neighbours;
  private final int[] links;
  private final int[][] colours;

  private Graph(int vertices, int[] lower, int[] higher, float[] weights) {
    this.vertices = vertices;
    this.higher = higher;
    this.weights = weights;
    forward = counted(vertices, lower);
    int[] degrees = new int[vertices];
    for (int e = 0; e < higher.length; e++) {
      degrees[lower[e]]++;
      degrees[higher[e]]++;
    }
    starts = new int[vertices + 1];
    for (int i = 0; i < vertices; i++) {
      starts[i + 1] = starts[i] + degrees[i];
    }
    int[] next = starts.clone();
    neighbours = new int[2 * higher.length];
    links = new int[2 * higher.length];
    // Lower neighbours first: so each vertex has its neighbours in rising order.
    for (int e = 0; e < higher.length; e++) {
      links[next[higher[e]]] = e;
      neighbours[next[higher[e]]++] = lower[e];
    }
    for (int e = 0; e < higher.length; e++) {
      links[next[lower[e]]] = e;
      neighbours[next[lower[e]]++] = higher[e];
    }
    colours = colour();
  }

  /**
   * A graph of given edges, in any order.
   *
   * @param vertices how many vertices, at least 1
   * @param first one end of each edge
   * @param second its other end
   * @param weights its weight
   * @throws IllegalArgumentException if an edge is a loop, doubled, or leaves the graph
   */
  public static Graph of(int vertices, int[] first, int[] second, float[] weights) {
    int[] order = order(vertices, first, second);
    int[] lower = new int[order.length];
    int[] higher = new int[order.length];
    float[] sorted = new float[order.length];
    for (int e = 0; e < order.length; e++) {
      lower[e] = Math.min(first[order[e]], second[order[e]]);
      higher[e] = Math.max(first[order[e]], second[order[e]]);
      sorted[e] = weights[order[e]];
      if (lower[e] == higher[e]) {
        throw new IllegalArgumentException("a loop at vertex " + lower[e]);
      }
      if (e > 0 && lower[e] == lower[e - 1] && higher[e] == higher[e - 1]) {
        throw new IllegalArgumentException("two edges " + lower[e] + " " + higher[e]);
      }
    }
    return new Graph(vertices, lower, higher, sorted);
  }

  /**
   * The complete graph, of weights 1.
   *
   * @throws IllegalArgumentException if it has more than {@link #MOST_EDGES} edges
   */
  public static Graph complete(int vertices) {
    long count = vertices * (vertices - 1L) / 2;
    if (count > MOST_EDGES) {
      throw new IllegalArgumentException(
          vertices
              + " units, all coupled with each other, have "
              + count
              + " couplings; the most are "
              + MOST_EDGES
              + ": use a sparse graph");
    }
    int[] lower = new int[(int) count];
    int[] higher = new int[(int) count];
    int e = 0;
    for (int i = 0; i < vertices; i++) {
      for (int j = i + 1; j < vertices; j++) {
        lower[e] = i;
        higher[e++] = j;
      }
    }
    float[] ones = new float[(int) count];
    Arrays.fill(ones, 1f);
    return new Graph(vertices, lower, higher, ones);
  }

  /** The permutation that sorts edges by lower, then higher vertex: two passes of counting. */
  static int[] order(int vertices, int[] first, int[] second) {
    int[] low = new int[first.length];
    int[] high = new int[first.length];
    int[] order = new int[first.length];
    for (int e = 0; e < first.length; e++) {
      low[e] = Math.min(first[e], second[e]);
      high[e] = Math.max(first[e], second[e]);
      order[e] = e;
      if (low[e] < 0 || high[e] >= vertices) {
        throw new IllegalArgumentException("no edge " + first[e] + " " + second[e]);
      }
    }
    return stable(vertices, low, stable(vertices, high, order));
  }

  private static int[] stable(int vertices, int[] keys, int[] order) {
    int[] next = counted(vertices, keys);
    int[] sorted = new int[order.length];
    for (int e : order) {
      sorted[next[keys[e]]++] = e;
    }
    return sorted;
  }

  /** Where the run of each key begins among the sorted keys. */
  private static int[] counted(int vertices, int[] keys) {
    int[] runs = new int[vertices + 1];
    for (int key : keys) {
      runs[key + 1]++;
    }
    for (int i = 0; i < vertices; i++) {
      runs[i + 1] += runs[i];
    }
    return runs;
  }

  /** Gives every vertex, in order, the least colour that none of its neighbours has. */
  private int[][] colour() {
    int[] colour = new int[vertices];
    int[] seenBy = new int[vertices + 1];
    Arrays.fill(seenBy, -1);
    Arrays.fill(colour, -1);
    int[] sizes = new int[vertices];
    int count = 0;
    for (int i = 0; i < vertices; i++) {
      for (int k = starts[i]; k < starts[i + 1] && neighbours[k] < i; k++) {
        seenBy[colour[neighbours[k]]] = i;
      }
      int least = 0;
      while (seenBy[least] == i) {
        least++;
      }
      colour[i] = least;
      sizes[least]++;
      count = Math.max(count, least + 1);
    }
    int[][] classes = new int[count][];
    for (int c = 0; c < count; c++) {
      classes[c] = new int[sizes[c]];
      sizes[c] = 0;
    }
    for (int i = 0; i < vertices; i++) {
      classes[colour[i]][sizes[colour[i]]++] = i;
    }
    return classes;
  }

  /** How many vertices. */
  public int vertices() {
    return vertices;
  }

  /** How many edges. */
  public int edges() {
    return higher.length;
  }

  /** Whether all vertices are joined with each other. */
  public boolean isComplete() {
    return edges() == vertices * (vertices - 1L) / 2;
  }

  /** The most neighbours of a vertex. */
  public int greatestDegree() {
    int most = 0;
    for (int i = 0; i < vertices; i++) {
      most = Math.max(most, starts[i + 1] - starts[i]);
    }
    return most;
  }

  /** The weight of every edge. */
  public float[] weights() {
    return weights;
  }

  /** Where the edges of each lower vertex begin; one more than vertices. */
  public int[] forward() {
    return forward;
  }

  /** The higher vertex of every edge. */
  public int[] higher() {
    return higher;
  }

  /** Where the neighbours of each vertex begin; one more than vertices. */
  public int[] starts() {
    return starts;
  }

  /** The neighbours of vertex after vertex, of each in rising order. */
  public int[] neighbours() {
    return neighbours;
  }

  /** The edges to these neighbours. */
  public int[] links() {
    return links;
  }

  /** Vertices by colour: no two of one colour are neighbours. */
  public int[][] colours() {
    return colours;
  }
}
