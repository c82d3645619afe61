package io.ebm.objectives.proposal;

import io.ebm.api.Sizes;
import java.util.Arrays;

/**
 * Stein directions of some points and their kernelised Stein discrepancy, by the formulas of {@link
 * AmortisedSvgdFactory}. Points, scores and directions are rows of {@code dim} numbers, one after
 * the other. Takes {@code O(n² dim)}; nothing is allocated.
 */
final class SteinDirections {

  private static final double LEAST_WIDTH = 1e-12;

  private final int n;
  private final int dim;
  private final double[] points;
  private final double[] scores;
  private final double[] directions;
  private final double[] squares; // of the distances of pairs, i < j
  private final double[] ordered;
  private double median;

  SteinDirections(int n, int dim) {
    this.n = n;
    this.dim = dim;
    int values = Sizes.product("the particles of a row", n, dim);
    points = new double[values];
    scores = new double[values];
    directions = new double[values];
    squares = new double[Sizes.product("the pairs of particles", n, n - 1) / 2];
    ordered = new double[squares.length];
  }

  /** To be filled before {@link #compute}. */
  double[] points() {
    return points;
  }

  /** {@code ∇ log p} at each point, to be filled before {@link #compute}. */
  double[] scores() {
    return scores;
  }

  /** What {@link #compute} found. */
  double[] directions() {
    return directions;
  }

  /** The median of the distances of two points. */
  double medianDistance() {
    return Math.sqrt(median);
  }

  /** Computes the directions; returns the square of the discrepancy. */
  double compute() {
    measure();
    double h = Math.max(LEAST_WIDTH, median / Math.log(n));
    Arrays.fill(directions, 0);
    double sum = 0;
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++, pair++) {
        sum += meet(i * dim, j * dim, squares[pair], h);
      }
    }
    for (int k = 0; k < directions.length; k++) {
      directions[k] /= n - 1;
    }
    return sum / squares.length;
  }

  /** Adds what two points do to each other; returns the pair's part of the discrepancy. */
  private double meet(int i, int j, double square, double h) {
    double kernel = Math.exp(-square / h);
    double repulsion = 2 / h;
    double product = dim * repulsion - square * repulsion * repulsion;
    for (int c = 0; c < dim; c++) {
      double away = repulsion * (points[i + c] - points[j + c]);
      double mine = scores[i + c];
      double theirs = scores[j + c];
      directions[j + c] += kernel * (mine - away);
      directions[i + c] += kernel * (theirs + away);
      product += mine * theirs + away * (mine - theirs);
    }
    return kernel * product;
  }

  private void measure() {
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double square = 0;
        for (int c = 0; c < dim; c++) {
          double difference = points[i * dim + c] - points[j * dim + c];
          square += difference * difference;
        }
        squares[pair++] = square;
      }
    }
    System.arraycopy(squares, 0, ordered, 0, pair);
    median = select(ordered, pair / 2);
  }

  /** The number of that rank, from 0; reorders the numbers (Hoare 1961, "Algorithm 65: find"). */
  private static double select(double[] values, int rank) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (rank <= j) {
        high = j;
      } else if (rank >= i) {
        low = i;
      } else {
        return values[rank];
      }
    }
    return values[rank];
  }
}
