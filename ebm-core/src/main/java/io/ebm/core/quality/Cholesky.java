package io.ebm.core.quality;

import io.ebm.api.Parallel;

/**
 * The lower triangular factor of a symmetric matrix without negative eigenvalues: {@code A = L Lᵀ}.
 * A column whose pivot is lost in rounding is zero.
 */
final class Cholesky {

  /** Pivots below this share of the largest are taken for zero. */
  private static final double ROUNDING = 1e-13;

  /** Rows that one thread works out. */
  private static final int BLOCK = 32;

  private final int dim;
  private final double[] factor;

  private Cholesky(int dim, double[] factor) {
    this.dim = dim;
    this.factor = factor;
  }

  /**
   * The factor.
   *
   * @param matrix row-major, {@code dim × dim}; not written
   * @param ridge added to the diagonal, at least 0
   */
  static Cholesky of(int dim, double[] matrix, double ridge, Parallel threads) {
    double[] a = matrix.clone();
    double largest = 0;
    for (int k = 0; k < dim; k++) {
      a[k * dim + k] += ridge;
      largest = Math.max(largest, a[k * dim + k]);
    }
    double least = largest * ROUNDING;
    // the upper triangle holds the rows of Lᵀ, so that every loop runs along a row
    for (int from = 0; from < dim; from += BLOCK) {
      int to = Math.min(dim, from + BLOCK);
      for (int k = from; k < to; k++) {
        scale(dim, a, k, least);
        for (int i = k + 1; i < to; i++) {
          subtract(dim, a, k, i);
        }
      }
      int begin = from;
      threads.parallel(
          (dim - to + BLOCK - 1) / BLOCK,
          block -> {
            int first = to + block * BLOCK;
            int last = Math.min(dim, first + BLOCK);
            for (int k = begin; k < to; k++) {
              for (int i = first; i < last; i++) {
                subtract(dim, a, k, i);
              }
            }
          });
    }
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < i; j++) {
        a[i * dim + j] = a[j * dim + i];
        a[j * dim + i] = 0;
      }
    }
    return new Cholesky(dim, a);
  }

  private static void scale(int dim, double[] a, int k, double least) {
    double pivot = a[k * dim + k];
    double factor = pivot > least ? 1 / Math.sqrt(pivot) : 0;
    for (int j = k; j < dim; j++) {
      a[k * dim + j] *= factor;
    }
  }

  /** Takes what row {@code k} of {@code Lᵀ} explains from row {@code i}. */
  private static void subtract(int dim, double[] a, int k, int i) {
    double factor = a[k * dim + i];
    if (factor != 0) {
      for (int j = i; j < dim; j++) {
        a[i * dim + j] -= factor * a[k * dim + j];
      }
    }
  }

  /** {@code L}, row-major, zeros above the diagonal; not to be written. */
  double[] factor() {
    return factor;
  }

  /** Solves {@code A x = b} in place; no pivot may be zero. */
  void solve(double[] b) {
    for (int i = 0; i < dim; i++) {
      double sum = b[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[i * dim + j] * b[j];
      }
      b[i] = sum / factor[i * dim + i];
    }
    for (int i = dim - 1; i >= 0; i--) {
      b[i] /= factor[i * dim + i];
      for (int j = 0; j < i; j++) {
        b[j] -= factor[i * dim + j] * b[i];
      }
    }
  }

  /** {@code L⁻¹} as floats, row-major; no pivot may be zero. */
  float[] inverse() {
    double[] inverse = new double[dim * dim];
    float[] floats = new float[dim * dim];
    for (int i = 0; i < dim; i++) {
      inverse[i * dim + i] = 1;
      for (int j = 0; j < i; j++) {
        double entry = factor[i * dim + j];
        for (int k = 0; k <= j; k++) {
          inverse[i * dim + k] -= entry * inverse[j * dim + k];
        }
      }
      for (int k = 0; k <= i; k++) {
        inverse[i * dim + k] /= factor[i * dim + i];
        floats[i * dim + k] = (float) inverse[i * dim + k];
      }
    }
    return floats;
  }
}
