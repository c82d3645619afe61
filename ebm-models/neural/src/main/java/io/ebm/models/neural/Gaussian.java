package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.math.Vectors;

/** The Gaussian base of an energy, {@code precision · |x|² / 2}. */
final class Gaussian {

  private Gaussian() {}

  static double energy(Batch x, int row, double precision) {
    if (precision == 0) {
      return 0;
    }
    int at = x.offset(row);
    return 0.5 * precision * Vectors.dot(x.dim(), x.array(), at, x.array(), at);
  }

  /** Adds {@code precision · x} to the gradients of some rows. */
  static void addGradients(Batch x, int from, int rows, double precision, Batch out) {
    if (precision == 0) {
      return;
    }
    int n = rows * x.dim();
    Vectors.axpy(n, (float) precision, x.array(), x.offset(from), out.array(), out.offset(from));
  }
}
