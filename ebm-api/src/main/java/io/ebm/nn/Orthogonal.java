package io.ebm.nn;

import io.ebm.api.RandomStream;

/** Matrices with orthogonal rows or columns. */
final class Orthogonal {

  private Orthogonal() {}

  static void fill(
      int rows, int columns, double scale, float[] values, int at, RandomStream random) {
    random.fillGaussian(values, at, rows * columns);
    boolean byRows = rows <= columns;
    int vectors = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[][] q = new double[vectors][length];
    for (int i = 0; i < vectors; i++) {
      for (int k = 0; k < length; k++) {
        q[i][k] = values[at + (byRows ? i * columns + k : k * columns + i)];
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          double along = dot(q[i], q[j]);
          for (int k = 0; k < length; k++) {
            q[i][k] -= along * q[j][k];
          }
        }
      }
      double norm = Math.sqrt(dot(q[i], q[i]));
      for (int k = 0; k < length; k++) {
        q[i][k] /= norm;
        values[at + (byRows ? i * columns + k : k * columns + i)] = (float) (scale * q[i][k]);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
