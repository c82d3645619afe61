package io.ebm.models.analytic;

import io.ebm.api.RandomStream;
import java.util.Arrays;

/**
 * {@code E(x) = (x₀ - a)² + Σ_{i≥1} b (x_i - x_{i-1}²)²}: Rosenbrock's function for two
 * coordinates. With more, every further coordinate is bound to the square of the one before it, so
 * that the law is a chain of normal laws (the hybrid form of Pagani, Wiegand and Nadarajah 2022
 * with one block).
 */
final class Rosenbrock extends SolvedEnergy {

  private final double a;
  private final double b;

  Rosenbrock(int dim, double a, double b) {
    super(dim);
    this.a = a;
    this.b = b;
  }

  @Override
  double energy(double[] x, double[] slope) {
    Arrays.fill(slope, 0, dim(), 0);
    slope[0] = 2 * (x[0] - a);
    double energy = (x[0] - a) * (x[0] - a);
    for (int i = 1; i < dim(); i++) {
      double off = x[i] - x[i - 1] * x[i - 1];
      energy += b * off * off;
      slope[i] += 2 * b * off;
      slope[i - 1] -= 4 * b * off * x[i - 1];
    }
    return energy;
  }

  @Override
  double logPartition() {
    return 0.5 * dim() * Math.log(Math.PI) - 0.5 * (dim() - 1) * Math.log(b);
  }

  @Override
  void draw(double[] x, RandomStream random) {
    x[0] = a + Math.sqrt(0.5) * random.nextGaussian();
    for (int i = 1; i < dim(); i++) {
      x[i] = x[i - 1] * x[i - 1] + Math.sqrt(0.5 / b) * random.nextGaussian();
    }
  }

  /** Known for the first two coordinates; the others' grow by powers of powers. */
  @Override
  public void means(double[] out) {
    Arrays.fill(out, 0, dim(), Double.NaN);
    out[0] = a;
    if (dim() > 1) {
      out[1] = a * a + 0.5;
    }
  }

  @Override
  public void variances(double[] out) {
    Arrays.fill(out, 0, dim(), Double.NaN);
    out[0] = 0.5;
    if (dim() > 1) {
      out[1] = 4 * a * a * 0.5 + 2 * 0.25 + 0.5 / b; // that of the square of N(a, ½), and the noise
    }
  }
}
