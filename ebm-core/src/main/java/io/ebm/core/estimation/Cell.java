package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A box of one to three dimensions, and what is known of the integral over it. */
final class Cell {

  /** The width, relative to the distance from 0, of a cell that is halved no more. */
  private static final double FINEST = 2e-5;

  final double[] low;
  final double[] high;

  /** How often a cell of the first grid was halved, and the place in the grid so halved. */
  int level;

  int[] place = {};

  /** Indices of the hints inside. */
  final int[] hints;

  /** The log of the integral of exp(-E), once evaluated. */
  double logIntegral = Double.NaN;

  /** The log of what the integral may be wrong by. */
  double logError = Double.NaN;

  /** The log of what rounding its nodes to floats may change. */
  double logNoise = Double.NEGATIVE_INFINITY;

  /** Whether the energy is infinite at some nodes and finite at others. */
  boolean wall;

  /** The greatest {@code -E} at a node. */
  double peak = Double.NEGATIVE_INFINITY;

  Cell(double[] low, double[] high, int[] hints) {
    this.low = low;
    this.high = high;
    this.hints = hints;
  }

  double logVolume() {
    double log = 0;
    for (int k = 0; k < low.length; k++) {
      log += Math.log(high[k] - low[k]);
    }
    return log;
  }

  /** Cuts the cell into {@code parts^d} equal ones, the last coordinate changing fastest. */
  List<Cell> cut(int parts, double[][] points) {
    int dim = low.length;
    int count = 1;
    for (int k = 0; k < dim; k++) {
      count *= parts;
    }
    List<Cell> cells = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double[] from = new double[dim];
      double[] to = new double[dim];
      int rest = i;
      for (int k = dim - 1; k >= 0; k--) {
        int part = rest % parts;
        rest /= parts;
        from[k] = edge(k, part, parts);
        to[k] = edge(k, part + 1, parts);
      }
      cells.add(new Cell(from, to, inside(from, to, points)));
    }
    return cells;
  }

  /** The eight (or 2, or 4) halves, which know their places. */
  List<Cell> halves(double[][] points) {
    List<Cell> halves = cut(2, points);
    int dim = low.length;
    for (int i = 0; i < halves.size(); i++) {
      Cell half = halves.get(i);
      half.level = level + 1;
      half.place = new int[dim];
      for (int k = 0; k < dim; k++) {
        half.place[k] = 2 * place[k] + (i >> (dim - 1 - k) & 1);
      }
    }
    return halves;
  }

  private double edge(int k, int part, int parts) {
    return part == parts ? high[k] : low[k] + (high[k] - low[k]) * part / parts;
  }

  private int[] inside(double[] from, double[] to, double[][] points) {
    int[] found = new int[hints.length];
    int count = 0;
    for (int index : hints) {
      boolean in = true;
      for (int k = 0; k < from.length; k++) {
        in &= points[index][k] >= from[k] && points[index][k] < to[k];
      }
      if (in) {
        found[count++] = index;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** How far floats near the cell lie apart, as a share of its width. */
  double coarseness() {
    double worst = 0;
    for (int k = 0; k < low.length; k++) {
      double magnitude = Math.max(Math.abs(low[k]), Math.abs(high[k]));
      worst = Math.max(worst, Math.ulp((float) magnitude) / (high[k] - low[k]));
    }
    return worst;
  }

  /** Whether floats can still tell the cell's nodes apart. */
  boolean divisible() {
    return halvings() > 0;
  }

  /** How often the cell can be halved until floats cannot tell its nodes apart. */
  int halvings() {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < low.length; k++) {
      // About 0 a half has half the magnitude: there it is the smallest float that counts.
      double nearest = Math.max(0, Math.max(low[k], -high[k]));
      double finest = Math.max(1e-30, FINEST * nearest);
      double magnitude = Math.max(Math.abs(low[k]), Math.abs(high[k]));
      double width = high[k] - low[k];
      least = Math.min(least, width < FINEST * magnitude ? 0 : Math.log(width / finest));
    }
    return least <= 0 ? 0 : (int) Math.ceil(least / Math.log(2));
  }
}
