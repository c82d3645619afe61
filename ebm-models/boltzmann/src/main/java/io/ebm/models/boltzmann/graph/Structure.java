package io.ebm.models.boltzmann.graph;

import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graph as an experiment names it: a lattice of a shape, or a file.
 *
 * @param graph the graph
 * @param shape the extents of a state on it
 */
public record Structure(Graph graph, List<Integer> shape) {

  /** Keeps a copy of the shape. */
  public Structure {
    shape = List.copyOf(shape);
  }

  /**
   * Checks the two settings.
   *
   * @throws io.ebm.api.SettingException if there are both, or the shape is none
   */
  public static void check(@Nullable List<Integer> shape, @Nullable String graph) {
    Checks.that(
        shape == null || graph == null, "graph", "must be left out where there is a 'shape'");
    Checks.that(
        shape != null || graph != null,
        "shape",
        "is missing: give the extents of a lattice here, or the name of a file as 'graph'");
    if (shape != null) {
      Lattice.check(shape);
    }
  }

  /**
   * Makes the graph of checked settings.
   *
   * @throws IllegalArgumentException if the file is not there or not in order
   */
  public static Structure of(
      @Nullable List<Integer> shape,
      Boundary boundary,
      @Nullable String file,
      ComponentContext context) {
    if (shape != null) {
      return new Structure(Lattice.of(shape, boundary), shape);
    }
    if (file == null) {
      throw new IllegalArgumentException("neither a shape nor a graph");
    }
    Graph graph = GraphFile.read(context.resolve(file));
    return new Structure(graph, List.of(graph.vertices()));
  }
}
