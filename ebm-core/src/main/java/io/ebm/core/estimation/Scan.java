package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A grid of points in a box, at each of which the energy is asked. */
final class Scan {

  /** Not in the middle of its part of the box, which is where walls and poles like to be. */
  private static final double PLACE = 0.5137;

  private final Span span;
  private final int each;
  private final int dim;

  /** A grid of about that many points. */
  Scan(Span span, long points) {
    this.span = span;
    this.dim = span.dim();
    this.each = (int) Math.max(3, Math.floor(Math.pow((double) points, 1.0 / dim)));
  }

  /** The distance between neighbours in each coordinate. */
  double[] spacing() {
    double[] spacing = new double[dim];
    for (int k = 0; k < dim; k++) {
      spacing[k] = 2 * span.half(k) / each;
    }
    return spacing;
  }

  private double at(int k, int i) {
    return span.low()[k] + 2 * span.half(k) * (i + PLACE) / each;
  }

  private int count() {
    return (int) Math.round(Math.pow(each, dim));
  }

  private double[] node(int index) {
    double[] node = new double[dim];
    for (int k = 0, rest = index; k < dim; k++, rest /= each) {
      node[k] = at(k, rest % each);
    }
    return node;
  }

  /** The points about a place: two in each coordinate. */
  List<double[]> around(double[] place) {
    List<double[]> nodes = new ArrayList<>();
    for (int corner = 0; corner < 1 << dim; corner++) {
      double[] node = new double[dim];
      for (int k = 0; k < dim; k++) {
        double i = (place[k] - span.low()[k]) / (2 * span.half(k)) * each - PLACE;
        node[k] = at(k, (int) Math.floor(i) + (corner >> k & 1));
      }
      nodes.add(node);
    }
    return nodes;
  }

  /** The lowest of the points that are lower than their neighbours, at most so many. */
  List<double[]> minima(PointEnergies energies, int most) {
    double[][] nodes = new double[count()][];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node(i);
    }
    double[] values = energies.of(nodes);
    List<Integer> lowest = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      if (values[i] < Double.POSITIVE_INFINITY && isLowest(values, i)) {
        lowest.add(i);
      }
    }
    lowest.sort(Comparator.comparingDouble(i -> values[i]));
    return lowest.stream().limit(most).map(i -> nodes[i]).toList();
  }

  /** Lower than its neighbours, of equals the first, so that a plain has one minimum. */
  private boolean isLowest(double[] values, int index) {
    int neighbours = (int) Math.pow(3, dim);
    for (int n = 0; n < neighbours; n++) {
      int other = 0;
      boolean inside = true;
      for (int k = 0, rest = index, step = n, stride = 1; k < dim; k++) {
        int i = rest % each + step % 3 - 1;
        inside &= i >= 0 && i < each;
        other += i * stride;
        rest /= each;
        step /= 3;
        stride *= each;
      }
      if (inside
          && (values[other] < values[index] || (other < index && values[other] == values[index]))) {
        return false;
      }
    }
    return true;
  }
}
