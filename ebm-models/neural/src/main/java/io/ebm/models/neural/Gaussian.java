package io.ebm.models.neural;

import io.ebm.api.Batch;

/** The Gaussian base of an energy, {@code precision · |x|² / 2}. */
final class Gaussian {

  private Gaussian() {}

  static double energy(Batch x, int row, double precision) {
    if (precision == 0) {
      return 0;
    }
    float[] array = x.array();
    int from = x.offset(row);
    double sum = 0;
    for (int i = from; i < from + x.dim(); i++) {
      sum += (double) array[i] * array[i];
    }
    return 0.5 * precision * sum;
  }

  /** Adds {@code precision · x} to the gradients of some rows. */
  static void addGradients(Batch x, int from, int rows, double precision, Batch out) {
    if (precision == 0) {
      return;
    }
    float factor = (float) precision;
    float[] source = x.array();
    float[] target = out.array();
    int sourceAt = x.offset(from);
    int targetAt = out.offset(from);
    for (int i = 0; i < rows * x.dim(); i++) {
      target[targetAt + i] += factor * source[sourceAt + i];
    }
  }
}
