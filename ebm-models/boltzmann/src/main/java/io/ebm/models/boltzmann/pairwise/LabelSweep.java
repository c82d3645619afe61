package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.math.Scratch;
import io.ebm.models.boltzmann.graph.Graph;
import org.jspecify.annotations.Nullable;

/** Gibbs sweeps of labels, colour by colour. */
final class LabelSweep {

  private static final int ROWS = 64;

  /** The most that a unit's couplings may add up to for products of their exponentials. */
  private static final double MOST = 300;

  private LabelSweep() {}

  static void sweep(
      Graph graph,
      int levels,
      Law law,
      Batch x,
      @Nullable Batch given,
      int sweeps,
      double beta,
      RandomStream random) {
    for (int from = 0; from < x.size(); from += ROWS) {
      int to = Math.min(x.size(), from + ROWS);
      Batch held = given == null ? null : given.slice(from, to);
      tile(graph, levels, law, x.slice(from, to), held, sweeps, beta, random);
    }
  }

  private static void tile(
      Graph graph,
      int levels,
      Law law,
      Batch x,
      @Nullable Batch given,
      int sweeps,
      double beta,
      RandomStream random) {
    int rows = x.size();
    int units = graph.vertices();
    try (Scratch scratch = Scratch.open()) {
      float[] states = scratch.floats(units * rows);
      Units.transpose(x.array(), x.offset(), units, states, rows, true);
      float[] held = null;
      if (given != null) {
        held = scratch.floats(units * rows);
        Units.transpose(given.array(), given.offset(), units, held, rows, true);
      }
      double[] fields = scratch.doubles(levels);
      double[] weights = scratch.doubles(levels);
      double[] factors = scratch.doubles(graph.greatestDegree());
      long[] bits = scratch.longs(rows);
      for (int sweep = 0; sweep < sweeps; sweep++) {
        for (int[] colour : graph.colours()) {
          for (int unit : colour) {
            boolean small = enter(graph, levels, law, unit, beta, fields, factors);
            random.fillBits(bits, 0, rows);
            for (int r = 0; r < rows; r++) {
              if (held != null && !Float.isNaN(held[unit * rows + r])) {
                states[unit * rows + r] = held[unit * rows + r];
                continue;
              }
              if (small) {
                products(graph, levels, unit, states, rows, r, fields, factors, weights);
              } else {
                sums(graph, levels, unit, states, rows, r, fields, factors, weights);
              }
              double uniform = (bits[r] >>> 11) * 0x1p-53;
              states[unit * rows + r] = draw(weights, levels, uniform);
            }
          }
        }
      }
      Units.transpose(x.array(), x.offset(), units, states, rows, false);
    }
  }

  /**
   * The fields on a unit's labels and the couplings to its neighbours, times β: themselves, or, if
   * they are small enough, which it tells, their exponentials.
   */
  private static boolean enter(
      Graph graph, int levels, Law law, int unit, double beta, double[] fields, double[] factors) {
    double scale = beta * law.scale();
    double most = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < levels; a++) {
      int place = unit * levels + a;
      fields[a] = scale * law.theta()[graph.edges() + place] + beta * law.leaning(place);
      most = Math.max(most, fields[a]);
    }
    int from = graph.starts()[unit];
    int degree = graph.starts()[unit + 1] - from;
    double strength = 0;
    for (int k = 0; k < degree; k++) {
      factors[k] = scale * law.theta()[graph.links()[from + k]];
      strength += Math.abs(factors[k]);
    }
    if (!(strength <= MOST)) {
      return false;
    }
    for (int a = 0; a < levels; a++) {
      fields[a] = Math.exp(fields[a] - most);
    }
    for (int k = 0; k < degree; k++) {
      factors[k] = Math.exp(factors[k]);
    }
    return true;
  }

  private static void products(
      Graph graph,
      int levels,
      int unit,
      float[] states,
      int rows,
      int row,
      double[] fields,
      double[] factors,
      double[] weights) {
    System.arraycopy(fields, 0, weights, 0, levels);
    int from = graph.starts()[unit];
    int degree = graph.starts()[unit + 1] - from;
    for (int k = 0; k < degree; k++) {
      weights[(int) states[graph.neighbours()[from + k] * rows + row]] *= factors[k];
    }
  }

  private static void sums(
      Graph graph,
      int levels,
      int unit,
      float[] states,
      int rows,
      int row,
      double[] fields,
      double[] couplings,
      double[] weights) {
    System.arraycopy(fields, 0, weights, 0, levels);
    int from = graph.starts()[unit];
    int degree = graph.starts()[unit + 1] - from;
    for (int k = 0; k < degree; k++) {
      weights[(int) states[graph.neighbours()[from + k] * rows + row]] += couplings[k];
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < levels; a++) {
      most = Math.max(most, weights[a]);
    }
    for (int a = 0; a < levels; a++) {
      weights[a] = Math.exp(weights[a] - most);
    }
  }

  /** The label whose share of the sum a uniform number falls into; NaN for no number. */
  static float draw(double[] weights, int levels, double uniform) {
    double total = 0;
    for (int a = 0; a < levels; a++) {
      total += weights[a];
    }
    if (Double.isNaN(total)) {
      return Float.NaN;
    }
    double left = uniform * total;
    int last = 0;
    for (int a = 0; a < levels; a++) {
      if (weights[a] > 0) {
        last = a;
        left -= weights[a];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}
