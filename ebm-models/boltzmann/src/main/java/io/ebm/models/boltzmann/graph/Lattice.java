package io.ebm.models.boltzmann.graph;

import io.ebm.api.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * Hypercubic lattices: a row, a square or a cube of sites, numbered row by row, each a neighbour of
 * the next ones along every axis, by bonds of weight 1. On a torus of extent 2 a site meets its
 * neighbour on both sides: one edge of weight 2. An extent of 1 has no bonds.
 */
public final class Lattice {

  private static final int MOST_AXES = 3;
  private static final int MOST_SITES = 1 << 25;

  private Lattice() {}

  /**
   * Checks the extents of a lattice.
   *
   * @throws io.ebm.api.SettingException of the setting {@code shape} if there are not one to three
   *     of them, each at least 1, with at most 2^25 sites together
   */
  public static void check(List<Integer> shape) {
    Checks.that(
        !shape.isEmpty() && shape.size() <= MOST_AXES,
        "shape",
        "must have one to three extents, but has " + shape.size());
    long sites = 1;
    for (int extent : shape) {
      Checks.that(extent >= 1, "shape", "must hold extents of at least 1, but has " + extent);
      sites *= extent;
      Checks.that(sites <= MOST_SITES, "shape", "must have at most 2^25 sites, but is " + shape);
    }
  }

  /** The lattice of checked extents. */
  public static Graph of(List<Integer> shape, Boundary boundary) {
    int sites = 1;
    for (int extent : shape) {
      sites *= extent;
    }
    int[] first = new int[shape.size() * sites];
    int[] second = new int[shape.size() * sites];
    float[] weights = new float[shape.size() * sites];
    int count = 0;
    int stride = sites;
    for (int extent : shape) {
      stride /= extent;
      for (int site = 0; site < sites; site++) {
        int at = site / stride % extent;
        boolean last = at == extent - 1;
        if (!last || (boundary == Boundary.TORUS && extent > 2)) {
          first[count] = site;
          second[count] = last ? site - at * stride : site + stride;
          weights[count++] = boundary == Boundary.TORUS && extent == 2 ? 2 : 1;
        }
      }
    }
    return Graph.of(
        sites,
        Arrays.copyOf(first, count),
        Arrays.copyOf(second, count),
        Arrays.copyOf(weights, count));
  }
}
