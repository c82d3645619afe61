package io.ebm.api;

import io.ebm.math.Scratch;

/**
 * The derivative of a directional derivative by a central difference, for energies that are {@link
 * Learnable} but not {@link ScoreLearnable}:
 *
 * <pre>{@code ∇θ (v · ∇x E(x)) ≈ [∇θ E(x + h v) - ∇θ E(x - h v)] / 2h}</pre>
 *
 * with an error of {@code O(h²)}; each {@code v} is scaled so that {@code h |v|} is the given
 * spacing. It costs two calls of {@link Learnable#accumulate}.
 */
public final class CentralDifferences {

  private CentralDifferences() {}

  /**
   * Adds {@code Σ_i weights[i] · ∇θ (v_i · ∇x E(x_i))}, approximately; rows with {@code v = 0} add
   * nothing.
   *
   * @param spacing the distance {@code h |v|} between {@code x} and either probe, positive
   */
  public static void accumulateDirectional(
      Learnable energy, Batch x, Batch v, double[] weights, double spacing, Gradient into) {
    int n = x.size();
    int dim = x.dim();
    try (Scratch scratch = Scratch.open()) {
      Batch probe = Batch.of(scratch.floats(n * dim), 0, n, dim);
      double[] factors = scratch.doubles(n);
      for (int sign = -1; sign <= 1; sign += 2) {
        for (int i = 0; i < n; i++) {
          double squares = 0;
          for (int j = 0; j < dim; j++) {
            squares += (double) v.get(i, j) * v.get(i, j);
          }
          double h = squares > 0 ? spacing / Math.sqrt(squares) : 0;
          for (int j = 0; j < dim; j++) {
            probe.set(i, j, (float) (x.get(i, j) + sign * h * v.get(i, j)));
          }
          factors[i] = h > 0 ? sign * weights[i] / (2 * h) : 0;
        }
        energy.accumulate(probe, factors, into);
      }
    }
  }

  /** The distance between a state and either probe of {@link #hessianProducts}. */
  private static final double SPACING = 1e-2;

  /**
   * Computes {@code products_i = weights[i] · ∇x² E(x_i) v_i}, approximately: by the difference of
   * the gradients at two probes at a distance of 0.01 along {@code v_i}.
   *
   * @param products receives a row for each of {@code x}; overlaps neither {@code x} nor {@code v}
   */
  public static void hessianProducts(
      Differentiable energy, Batch x, Batch v, double[] weights, Batch products) {
    int n = x.size();
    int dim = x.dim();
    try (Scratch scratch = Scratch.open()) {
      Batch probe = Batch.of(scratch.floats(n * dim), 0, n, dim);
      Batch slopes = Batch.of(scratch.floats(n * dim), 0, n, dim);
      double[] energies = scratch.doubles(n);
      products.fill(0);
      for (int sign = -1; sign <= 1; sign += 2) {
        for (int i = 0; i < n; i++) {
          double h = spacing(v, i);
          for (int j = 0; j < dim; j++) {
            probe.set(i, j, (float) (x.get(i, j) + sign * h * v.get(i, j)));
          }
        }
        energy.gradients(probe, energies, slopes);
        for (int i = 0; i < n; i++) {
          double h = spacing(v, i);
          double factor = h > 0 ? sign * weights[i] / (2 * h) : 0;
          for (int j = 0; j < dim; j++) {
            products.set(i, j, (float) (products.get(i, j) + factor * slopes.get(i, j)));
          }
        }
      }
    }
  }

  private static double spacing(Batch v, int row) {
    double squares = 0;
    for (int j = 0; j < v.dim(); j++) {
      squares += (double) v.get(row, j) * v.get(row, j);
    }
    return squares > 0 ? SPACING / Math.sqrt(squares) : 0;
  }
}
