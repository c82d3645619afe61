package io.ebm.objectives.optim;

import io.ebm.api.Checkpointed;
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
  void add(float[] x, float[] x0, float[] g, float[] g0) {
    int n = x.length;
    if (steps[next].length != n) {
      steps[next] = new float[n];
      differences[next] = new float[n];
    }
    float[] s = steps[next];
    float[] y = differences[next];
    for (int i = 0; i < n; i++) {
      s[i] = x[i] - x0[i];
      y[i] = g[i] - g0[i];
    }
    double product = Vectors.dot(n, s, 0, y, 0);
    double curvature = Vectors.sumOfSquares(n, y, 0);
    if (!(product > 1e-10 * curvature) || curvature == 0) {
      return;
    }
    products[next] = product;
    scale = product / curvature;
    next = (next + 1) % steps.length;
    size = Math.min(size + 1, steps.length);
  }

  /** Multiplies a vector by the inverse Hessian, in place. */
  void apply(float[] v) {
    int n = v.length;
    for (int back = 1; back <= size; back++) {
      int i = Math.floorMod(next - back, steps.length);
      coefficients[i] = Vectors.dot(n, steps[i], 0, v, 0) / products[i];
      Vectors.axpy(n, (float) -coefficients[i], differences[i], 0, v, 0);
    }
    Vectors.scale(n, (float) scale, v, 0, v, 0);
    for (int back = size; back >= 1; back--) {
      int i = Math.floorMod(next - back, steps.length);
      double correction = Vectors.dot(n, differences[i], 0, v, 0) / products[i];
      Vectors.axpy(n, (float) (coefficients[i] - correction), steps[i], 0, v, 0);
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("position", new long[] {size, next});
    writer.put("scale", new double[] {scale});
    writer.put("products", products);
    for (int back = 1; back <= size; back++) {
      int i = Math.floorMod(next - back, steps.length);
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
      int i = Math.floorMod(next - back, steps.length);
      steps[i] = reader.floats("step-" + i);
      differences[i] = reader.floats("difference-" + i);
    }
  }
}
