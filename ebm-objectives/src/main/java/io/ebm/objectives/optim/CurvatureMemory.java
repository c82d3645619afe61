package io.ebm.objectives.optim;

import io.ebm.api.Checkpointed;
import io.ebm.api.FullBatchOptimizer.Loss;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;

/**
 * The last steps {@code s} and differences of gradients {@code y} of a limited-memory quasi-Newton
 * method, and the product of the inverse Hessian they stand for with a vector (Nocedal 1980;
 * Nocedal and Wright 2006, algorithm 7.4).
 */
final class CurvatureMemory implements Checkpointed {

  private final float[][] steps;
  private final float[][] differences;
  private final double[] products;
  private final double[] coefficients;
  private int size;
  private int next;
  private double scale = 1;

  CurvatureMemory(int capacity) {
    this.steps = new float[capacity][0];
    this.differences = new float[capacity][0];
    this.products = new double[capacity];
    this.coefficients = new double[capacity];
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
    next = 0;
    scale = 1;
  }

  /**
   * Takes up {@code s = x - x0} and {@code y = g - g0}; leaves out a pair without positive
   * curvature, which would make the matrix indefinite.
   */
  void add(float[] x, float[] x0, float[] g, float[] g0, Loss work) {
    int n = x.length;
    if (steps[next].length != n) {
      steps[next] = new float[n];
      differences[next] = new float[n];
    }
    float[] s = steps[next];
    float[] y = differences[next];
    double product =
        work.sum(
            n,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                s[i] = x[i] - x0[i];
                y[i] = g[i] - g0[i];
              }
              return Vectors.dot(to - from, s, from, y, from);
            });
    double curvature = sumOfSquares(y, work);
    if (!(product > 1e-10 * curvature) || curvature == 0) {
      return;
    }
    products[next] = product;
    scale = product / curvature;
    next = (next + 1) % steps.length;
    size = Math.min(size + 1, steps.length);
  }

  static double sumOfSquares(float[] v, Loss work) {
    return work.sum(v.length, (from, to) -> Vectors.sumOfSquares(to - from, v, from));
  }

  /** The place of the pair so many steps back: 1 is the newest. */
  private int at(int back) {
    return Math.floorMod(next - back, steps.length);
  }

  /**
   * Writes the product of minus the inverse Hessian with a gradient. Every change of the vector is
   * made together with the product that the next one depends on, so that a range is fetched once
   * for both.
   *
   * @return the product of what is written with the gradient
   */
  double descend(float[] g, float[] d, Loss work) {
    float[] first = size == 0 ? g : steps[at(1)];
    double product =
        work.sum(
            d.length,
            (from, to) -> {
              Vectors.scale(to - from, -1f, g, from, d, from);
              return Vectors.dot(to - from, first, from, d, from);
            });
    for (int back = 1; back <= size; back++) {
      int i = at(back);
      coefficients[i] = product / products[i];
      product =
          back < size
              ? move(d, -coefficients[i], differences[i], 1, steps[at(back + 1)], work)
              : move(d, -coefficients[i], differences[i], scale, differences[i], work);
    }
    for (int back = size; back >= 1; back--) {
      int i = at(back);
      double factor = coefficients[i] - product / products[i];
      product = move(d, factor, steps[i], 1, back > 1 ? differences[at(back - 1)] : g, work);
    }
    return product;
  }

  /** {@code d = scale · (d + factor · x)}; returns the product of that with {@code y}. */
  private static double move(
      float[] d, double factor, float[] x, double scale, float[] y, Loss work) {
    return work.sum(
        d.length,
        (from, to) -> {
          Vectors.axpy(to - from, (float) factor, x, from, d, from);
          if (scale != 1) {
            Vectors.scale(to - from, (float) scale, d, from, d, from);
          }
          return Vectors.dot(to - from, d, from, y, from);
        });
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("position", new long[] {size, next});
    writer.put("scale", new double[] {scale});
    writer.put("products", products);
    for (int back = 1; back <= size; back++) {
      int i = at(back);
      writer.put("step-" + i, steps[i]);
      writer.put("difference-" + i, differences[i]);
    }
  }

  @Override
  public void restore(StateReader reader) {
    long[] position = reader.longs("position");
    size = (int) position[0];
    next = (int) position[1];
    if (size > steps.length || next >= steps.length) {
      throw new IllegalArgumentException("the state has a longer history than this optimizer");
    }
    scale = reader.doubles("scale")[0];
    double[] saved = reader.doubles("products");
    System.arraycopy(saved, 0, products, 0, products.length);
    for (int back = 1; back <= size; back++) {
      int i = at(back);
      steps[i] = reader.floats("step-" + i);
      differences[i] = reader.floats("difference-" + i);
    }
  }
}
