package io.ebm.core.quality;

/**
 * The eigenvalues of symmetric matrices: the matrix is made tridiagonal by reflections (Golub and
 * Van Loan 2013, section 8.3.1), and its eigenvalues are enclosed by counting sign changes (section
 * 8.4.1).
 */
final class Spectrum {

  private static final int HALVINGS = 70;

  private Spectrum() {}

  /**
   * The eigenvalues, ascending.
   *
   * @param a row-major, {@code dim × dim}, symmetric; overwritten
   */
  static double[] values(int dim, double[] a) {
    double[] diagonal = new double[dim];
    double[] beside = new double[dim]; // beside[k] couples k and k + 1
    double[] v = new double[dim];
    double[] w = new double[dim];
    for (int k = 0; k + 1 < dim; k++) {
      diagonal[k] = a[k * dim + k];
      double norm = 0;
      for (int i = k + 1; i < dim; i++) {
        v[i] = a[k * dim + i];
        norm += v[i] * v[i];
      }
      norm = Math.sqrt(norm);
      beside[k] = v[k + 1] > 0 ? -norm : norm;
      if (norm == 0) {
        continue;
      }
      v[k + 1] -= beside[k];
      double square = 2 * norm * (norm + Math.abs(a[k * dim + k + 1]));
      reflect(dim, a, k + 1, v, 2 / square, w);
    }
    diagonal[dim - 1] = a[dim * dim - 1];
    return bisect(diagonal, beside);
  }

  /** {@code A ← H A H} from row and column {@code from} on, with {@code H = I - factor · v vᵀ}. */
  private static void reflect(
      int dim, double[] a, int from, double[] v, double factor, double[] w) {
    for (int j = from; j < dim; j++) {
      w[j] = 0;
    }
    for (int i = from; i < dim; i++) {
      double scale = factor * v[i];
      int at = i * dim;
      for (int j = from; j < dim; j++) {
        w[j] += scale * a[at + j];
      }
    }
    double along = 0;
    for (int j = from; j < dim; j++) {
      along += w[j] * v[j];
    }
    for (int j = from; j < dim; j++) {
      w[j] -= factor / 2 * along * v[j];
    }
    for (int i = from; i < dim; i++) {
      double vi = v[i];
      double wi = w[i];
      int at = i * dim;
      for (int j = from; j < dim; j++) {
        a[at + j] -= vi * w[j] + wi * v[j];
      }
    }
  }

  private static double[] bisect(double[] diagonal, double[] beside) {
    int dim = diagonal.length;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < dim; i++) {
      double radius = Math.abs(beside[i]) + (i > 0 ? Math.abs(beside[i - 1]) : 0);
      low = Math.min(low, diagonal[i] - radius);
      high = Math.max(high, diagonal[i] + radius);
    }
    double tiny = Double.MIN_NORMAL + 1e-300 + Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
    double[] values = new double[dim];
    for (int k = 0; k < dim; k++) {
      double from = k == 0 ? low : values[k - 1];
      double to = high;
      for (int step = 0; step < HALVINGS && to - from > tiny; step++) {
        double middle = from + (to - from) / 2;
        if (below(diagonal, beside, middle, tiny) > k) {
          to = middle;
        } else {
          from = middle;
        }
      }
      values[k] = from + (to - from) / 2;
    }
    return values;
  }

  /** How many eigenvalues are less than a number. */
  private static int below(double[] diagonal, double[] beside, double x, double tiny) {
    int count = 0;
    double pivot = 1;
    for (int i = 0; i < diagonal.length; i++) {
      double coupled = i == 0 ? 0 : beside[i - 1] * beside[i - 1] / pivot;
      pivot = diagonal[i] - x - coupled;
      if (pivot == 0) {
        pivot = -tiny;
      }
      count += pivot < 0 ? 1 : 0;
    }
    return count;
  }
}
