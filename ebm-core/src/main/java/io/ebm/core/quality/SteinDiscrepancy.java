package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.Parallel;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/**
 * The kernelised Stein discrepancy of rows from an energy's distribution at temperature 1, squared,
 * by its unbiased estimate (Liu, Lee and Jordan 2016, equation 14). It needs the scores {@code s(x)
 * = -∇E(x)} and no partition function:
 *
 * <pre>{@code
 * u(x, y) = k s(x)·s(y) + s(x)·∇y k + s(y)·∇x k + tr ∇x∇y k,   k(x, y) = (c² + |x - y|²)^-½
 * }</pre>
 *
 * The inverse multiquadric kernel sees what does not converge (Gorham and Mackey 2017). Near 0 for
 * rows of that distribution, where it may be below 0.
 */
public final class SteinDiscrepancy {

  private SteinDiscrepancy() {}

  /**
   * The mean of {@code u} over pairs of different rows.
   *
   * @param x at least two rows
   * @param width {@code c}, above 0
   * @return NaN where a gradient is not finite
   */
  public static double of(Differentiable energy, Batch x, double width, Parallel threads) {
    int n = x.size();
    int dim = x.dim();
    Batch slopes = Batch.allocate(n, dim);
    threads.tiles(
        n,
        (tile, from, to) ->
            energy.gradients(x.slice(from, to), new double[to - from], slopes.slice(from, to)));
    double[] along = new double[n]; // s(x)·x, of slopes, which are -s
    for (int i = 0; i < n; i++) {
      along[i] = Vectors.dot(dim, slopes.array(), slopes.offset(i), x.array(), x.offset(i));
    }
    Distances distances = new Distances(x);
    int block = Distances.BLOCK;
    int tasks = (n + block - 1) / block;
    double[] sums = new double[tasks];
    threads.parallel(
        tasks,
        task -> {
          int row = task * block;
          try (Scratch scratch = Scratch.open()) {
            float[] squares = scratch.floats(block * block);
            float[] slopeSlope = scratch.floats(block * block);
            float[] slopeRow = scratch.floats(block * block);
            float[] rowSlope = scratch.floats(block * block);
            distances.forEach(
                x,
                row,
                Math.min(n, row + block),
                squares,
                (from, rows, first, columns, values) -> {
                  multiply(slopes, from, rows, slopes, first, columns, slopeSlope);
                  multiply(slopes, from, rows, x, first, columns, slopeRow);
                  multiply(x, from, rows, slopes, first, columns, rowSlope);
                  double sum = 0;
                  for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                      int at = i * columns + j;
                      if (from + i != first + j) {
                        double across = // (s(x) - s(y))·(x - y) of slopes
                            along[from + i] - slopeRow[at] - rowSlope[at] + along[first + j];
                        sum += term(dim, width, values[at], slopeSlope[at], across);
                      }
                    }
                  }
                  sums[task] += sum;
                });
          }
        });
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return sum / ((double) n * (n - 1));
  }

  /** {@code u} by {@code r² = |x - y|²}, {@code s(x)·s(y)} and {@code (∇E(x) - ∇E(y))·(x - y)}. */
  private static double term(int dim, double width, double r2, double scores, double across) {
    double q = width * width + r2;
    double k = 1 / Math.sqrt(q);
    double k3 = k / q;
    return k * scores - k3 * across + dim * k3 - 3 * r2 * k3 / q;
  }

  private static void multiply(
      Batch a, int row, int rows, Batch b, int first, int columns, float[] out) {
    int dim = a.dim();
    Gemm.nt(
        rows,
        columns,
        dim,
        a.array(),
        a.offset(row),
        dim,
        b.array(),
        b.offset(first),
        dim,
        out,
        0,
        columns,
        false);
  }
}
