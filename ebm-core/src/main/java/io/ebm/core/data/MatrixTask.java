package io.ebm.core.data;

import io.ebm.api.RandomStream;

/**
 * What is asked of matrices of {@code n} rows and columns. For {@code n = 20} the laws are those of
 * the continuous tasks of Du, Mao and Tenenbaum (2024, "Learning iterative reasoning through energy
 * diffusion").
 */
public enum MatrixTask {

  /**
   * The sum of two matrices, whose entries are uniform in ±1, or ±2.5 where it is harder. The
   * context has the rows of the first above those of the second.
   */
  ADDITION(2) {
    @Override
    void draw(int n, boolean harder, RandomStream random, float[] work, float[] given, float[] to) {
      int cells = n * n;
      uniform(random, given, 2 * cells, harder ? 2.5f : 1);
      for (int i = 0; i < cells; i++) {
        to[i] = given[i] + given[cells + i];
      }
    }
  },

  /**
   * A matrix {@code U Vᵀ / n}, or {@code 4 U Vᵀ / n} where it is harder, with standard normal
   * {@code U} and {@code V} of {@code ⌈n / 2⌉} columns, plus normal noise of deviation 0.1. In the
   * context each entry is 0 with probability ½.
   */
  COMPLETION(1) {
    @Override
    void draw(int n, boolean harder, RandomStream random, float[] work, float[] given, float[] to) {
      int rank = (n + 1) / 2;
      int cells = n * n;
      random.fillGaussian(work, 0, 2 * n * rank);
      random.fillGaussian(to, 0, cells);
      float scale = (harder ? 4f : 1f) / n;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          float sum = 0;
          for (int k = 0; k < rank; k++) {
            sum += work[i * rank + k] * work[(n + j) * rank + k];
          }
          to[i * n + j] = 0.1f * to[i * n + j] + scale * sum;
        }
      }
      random.fillUniform(work, 0, cells);
      for (int i = 0; i < cells; i++) {
        given[i] = work[i] < 0.5f ? 0 : to[i];
      }
    }
  },

  /**
   * The inverse of {@code 2 M Mᵀ + c I} with entries of {@code M} uniform in ±1, {@code c = 0.5},
   * or 0.1 where it is harder.
   */
  INVERSION(1) {
    @Override
    void draw(int n, boolean harder, RandomStream random, float[] work, float[] given, float[] to) {
      uniform(random, work, n * n, 1);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = i == j ? harder ? 0.1 : 0.5 : 0;
          for (int k = 0; k < n; k++) {
            sum += 2.0 * work[i * n + k] * work[j * n + k];
          }
          given[i * n + j] = (float) sum;
          given[j * n + i] = (float) sum;
        }
      }
      invert(n, given, to);
    }
  };

  private final int matrices;

  MatrixTask(int matrices) {
    this.matrices = matrices;
  }

  /** How many matrices a context has, one below the other. */
  int matrices() {
    return matrices;
  }

  /** How many numbers {@link #draw} works with besides. */
  static int work(int n) {
    return 2 * n * (n + 1);
  }

  /**
   * Draws an example.
   *
   * @param work {@link #work} numbers, overwritten
   * @param given receives the context
   * @param to receives the target
   */
  abstract void draw(
      int n, boolean harder, RandomStream random, float[] work, float[] given, float[] to);

  private static void uniform(RandomStream random, float[] into, int count, float bound) {
    random.fillUniform(into, 0, count);
    for (int i = 0; i < count; i++) {
      into[i] = bound * (2 * into[i] - 1);
    }
  }

  /** Gauss and Jordan without exchanges, which symmetric positive definite matrices do not need. */
  private static void invert(int n, float[] a, float[] into) {
    double[] m = new double[n * n];
    for (int i = 0; i < m.length; i++) {
      m[i] = a[i];
    }
    for (int p = 0; p < n; p++) {
      double pivot = 1 / m[p * n + p];
      for (int i = 0; i < n; i++) {
        double factor = m[i * n + p] * pivot;
        for (int j = 0; j < n && i != p; j++) {
          m[i * n + j] = j == p ? -factor : m[i * n + j] - factor * m[p * n + j];
        }
      }
      for (int j = 0; j < n; j++) {
        m[p * n + j] = j == p ? pivot : m[p * n + j] * pivot;
      }
    }
    for (int i = 0; i < m.length; i++) {
      into[i] = (float) m[i];
    }
  }
}
