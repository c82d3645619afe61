package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Parallel;
import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * The maximum mean discrepancy of two sets of rows, squared, by its unbiased estimate (Gretton et
 * al. 2012, equation 3): {@code mean k(x, x') + mean k(y, y') - 2 mean k(x, y)}, means over
 * different rows; so it may be below 0.
 *
 * @param gaussian by {@code k(x, y) = exp(-|x - y|² / 2w²)}
 * @param polynomial by {@code k(x, y) = (x·y / dim + 1)³} (Bińkowski et al. 2018)
 */
public record MeanDiscrepancy(double gaussian, double polynomial) {

  /** Rows among whose distances the median is looked for. */
  private static final int ROWS = 500;

  /** The median distance of some rows to each other, the width {@code w}; 1 where it is 0. */
  public static double medianDistance(Batch rows) {
    int count = Math.min(ROWS, rows.size());
    Distances distances = new Distances(rows.slice(0, count));
    double[] squares = new double[count * (count - 1) / 2];
    int k = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        squares[k++] = distances.between(i, j);
      }
    }
    Arrays.sort(squares);
    double median = squares.length == 0 ? 0 : Math.sqrt(squares[squares.length / 2]);
    return median > 0 ? median : 1;
  }

  /** Means of both kernels over pairs of different rows of a set. */
  public static MeanDiscrepancy within(Batch x, double width, Parallel threads) {
    MeanDiscrepancy all = means(x, x, width, threads);
    double gaussian = 0;
    double polynomial = 0;
    for (int i = 0; i < x.size(); i++) {
      gaussian += 1;
      polynomial += cube(Vectors.sumOfSquares(x.dim(), x.array(), x.offset(i)) / x.dim());
    }
    double n = x.size();
    return new MeanDiscrepancy(
        (all.gaussian * n * n - gaussian) / (n * (n - 1)),
        (all.polynomial * n * n - polynomial) / (n * (n - 1)));
  }

  /**
   * The discrepancies.
   *
   * @param withinX {@link #within} of x, of the same width
   * @param withinY that of y
   */
  public static MeanDiscrepancy between(
      Batch x,
      MeanDiscrepancy withinX,
      Batch y,
      MeanDiscrepancy withinY,
      double width,
      Parallel threads) {
    MeanDiscrepancy cross = means(x, y, width, threads);
    return new MeanDiscrepancy(
        withinX.gaussian + withinY.gaussian - 2 * cross.gaussian,
        withinX.polynomial + withinY.polynomial - 2 * cross.polynomial);
  }

  private static double cube(double product) {
    double base = product + 1;
    return base * base * base;
  }

  /** Means over all pairs. */
  private static MeanDiscrepancy means(Batch x, Batch y, double width, Parallel threads) {
    Distances distances = new Distances(y);
    int block = Distances.BLOCK;
    int tasks = (x.size() + block - 1) / block;
    double[] gaussian = new double[tasks];
    double[] polynomial = new double[tasks];
    threads.parallel(
        tasks,
        task -> {
          int row = task * block;
          int rows = Math.min(block, x.size() - row);
          try (Scratch scratch = Scratch.open()) {
            float[] values = scratch.floats(block * block);
            distances.forEach(
                x,
                row,
                row + rows,
                values,
                (from, count, first, columns, squares) -> {
                  int all = count * columns;
                  Vectors.scale(all, (float) (-0.5 / (width * width)), squares, 0, squares, 0);
                  Elementwise.exp(all, squares, 0, squares, 0);
                  gaussian[task] += Vectors.sum(all, squares, 0);
                });
            for (int first = 0; first < y.size(); first += block) {
              int columns = Math.min(block, y.size() - first);
              distances.products(x, row, rows, first, columns, values);
              double sum = 0;
              for (int i = 0; i < rows * columns; i++) {
                sum += cube((double) values[i] / x.dim());
              }
              polynomial[task] += sum;
            }
          }
        });
    double pairs = (double) x.size() * y.size();
    return new MeanDiscrepancy(
        Arrays.stream(gaussian).sum() / pairs, Arrays.stream(polynomial).sum() / pairs);
  }
}
