package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Parallel;
import io.ebm.api.RandomStream;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The directions of the largest variances of rows: the first eigenvectors of their covariance. Of
 * many coordinates they are found by subspace iteration (Golub and Van Loan 2013, section 8.2.4).
 * Immutable and thread-safe.
 */
public final class PrincipalComponents {

  /** Up to so many coordinates all eigenvectors are computed. */
  private static final int DIRECT = 160;

  /** Directions that are iterated beyond those asked for. */
  private static final int SPARE = 24;

  private static final int ITERATIONS = 30;

  /** Directions that one thread multiplies at once. */
  private static final int BLOCK = 32;

  private final int dim;
  private final int count;
  private final double[] mean;
  private final float[] directions;
  private final double[] variances;
  private final double total;

  /**
   * Components.
   *
   * @param directions row-major, at least {@code variances.length} rows of {@code dim}
   */
  private PrincipalComponents(Covariance covariance, float[] directions, double[] variances) {
    this.dim = covariance.dim();
    this.count = variances.length;
    this.mean = covariance.mean();
    this.directions = directions;
    this.variances = variances;
    this.total = covariance.trace();
  }

  /**
   * The first components of rows with that covariance.
   *
   * @param most how many, at least 1; fewer where there are fewer coordinates
   */
  public static PrincipalComponents of(Covariance covariance, int most, Parallel threads) {
    int dim = covariance.dim();
    int count = Math.min(most, dim);
    if (dim <= DIRECT || count + SPARE > dim / 2) {
      return direct(covariance, count);
    }
    return iterated(covariance, count, threads);
  }

  private static PrincipalComponents direct(Covariance covariance, int count) {
    int dim = covariance.dim();
    RealMatrix matrix = new Array2DRowRealMatrix(dim, dim);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        matrix.setEntry(i, j, covariance.matrix()[i * dim + j]);
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(matrix); // values descend
    float[] directions = new float[count * dim];
    double[] variances = new double[count];
    for (int k = 0; k < count; k++) {
      variances[k] = Math.max(0, eigen.getRealEigenvalue(k));
      double[] vector = eigen.getEigenvector(k).toArray();
      double sign = sign(vector, 0, dim);
      for (int j = 0; j < dim; j++) {
        directions[k * dim + j] = (float) (sign * vector[j]);
      }
    }
    return new PrincipalComponents(covariance, directions, variances);
  }

  /** Eigenvectors have no sign of their own: the largest entry is made positive. */
  private static double sign(double[] vectors, int at, int dim) {
    double largest = 0;
    for (int j = at; j < at + dim; j++) {
      largest = Math.abs(vectors[j]) > Math.abs(largest) ? vectors[j] : largest;
    }
    return largest < 0 ? -1 : 1;
  }

  private static PrincipalComponents iterated(Covariance covariance, int count, Parallel threads) {
    int dim = covariance.dim();
    int width = count + SPARE;
    double[] a = covariance.matrix();
    float[] single = new float[a.length];
    for (int k = 0; k < a.length; k++) {
      single[k] = (float) a[k];
    }
    float[] rough = new float[width * dim];
    RandomStream.of(0).split("components").fillGaussian(rough, 0, rough.length);
    double[] block = new double[width * dim];
    double[] image = new double[width * dim];
    float[] next = new float[width * dim];
    for (int step = 0; step < ITERATIONS; step++) {
      if (step % 2 == 0) {
        copy(rough, block);
        orthonormalise(width, dim, block);
        for (int k = 0; k < block.length; k++) {
          rough[k] = (float) block[k];
        }
      }
      roughly(width, dim, rough, single, next, threads);
      float[] swap = rough;
      rough = next;
      next = swap;
    }
    copy(rough, block);
    orthonormalise(width, dim, block);
    multiply(width, dim, block, a, image, threads);
    System.arraycopy(image, 0, block, 0, block.length);
    orthonormalise(width, dim, block);
    // within the subspace the directions are those of the small matrix of inner products
    multiply(width, dim, block, a, image, threads);
    double[] small = new double[width * width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
          sum += block[i * dim + k] * image[j * dim + k];
        }
        small[i * width + j] = sum;
        small[j * width + i] = sum;
      }
    }
    PrincipalComponents within = direct(new Covariance(new double[width], small), count);
    float[] directions = new float[count * dim];
    for (int k = 0; k < count; k++) {
      double[] sum = new double[dim];
      for (int i = 0; i < width; i++) {
        add(within.directions[k * width + i], block, i * dim, dim, sum, 0);
      }
      double sign = sign(sum, 0, dim);
      for (int j = 0; j < dim; j++) {
        directions[k * dim + j] = (float) (sign * sum[j]);
      }
    }
    return new PrincipalComponents(covariance, directions, within.variances);
  }

  private static void copy(float[] from, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = from[k];
    }
  }

  /** {@link #multiply} in single precision. */
  private static void roughly(
      int width, int dim, float[] rows, float[] a, float[] out, Parallel threads) {
    threads.parallel(
        (width + BLOCK - 1) / BLOCK,
        block -> {
          int from = block * BLOCK;
          int count = Math.min(BLOCK, width - from);
          int at = from * dim;
          Gemm.nn(count, dim, dim, rows, at, dim, a, 0, dim, out, at, dim, false);
        });
  }

  /** The image of each row: {@code out = rows · A} for a symmetric A. */
  private static void multiply(
      int width, int dim, double[] rows, double[] a, double[] out, Parallel threads) {
    threads.parallel(
        width,
        i -> {
          Arrays.fill(out, i * dim, (i + 1) * dim, 0);
          for (int k = 0; k < dim; k++) {
            add(rows[i * dim + k], a, k * dim, dim, out, i * dim);
          }
        });
  }

  private static void add(double factor, double[] x, int at, int n, double[] y, int to) {
    for (int j = 0; j < n; j++) {
      y[to + j] += factor * x[at + j];
    }
  }

  /** Gram-Schmidt, each row twice; a row that is lost in rounding becomes zero. */
  private static void orthonormalise(int width, int dim, double[] rows) {
    for (int i = 0; i < width; i++) {
      double before = Math.sqrt(dot(rows, i * dim, rows, i * dim, dim));
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          add(-dot(rows, i * dim, rows, j * dim, dim), rows, j * dim, dim, rows, i * dim);
        }
      }
      double norm = Math.sqrt(dot(rows, i * dim, rows, i * dim, dim));
      double scale = norm > 1e-12 * before ? 1 / norm : 0;
      for (int k = i * dim; k < (i + 1) * dim; k++) {
        rows[k] *= scale;
      }
    }
  }

  private static double dot(double[] x, int at, double[] y, int to, int n) {
    double even = 0; // two sums do not wait for each other
    double odd = 0;
    int j = 0;
    for (; j + 1 < n; j += 2) {
      even += x[at + j] * y[to + j];
      odd += x[at + j + 1] * y[to + j + 1];
    }
    return even + odd + (j < n ? x[at + j] * y[to + j] : 0);
  }

  /** How many components there are. */
  public int count() {
    return count;
  }

  /** How many coordinates a row has. */
  public int dim() {
    return dim;
  }

  /** The variance along a component, from 0; they descend. */
  public double variance(int component) {
    return variances[component];
  }

  /** A component, a direction of length 1. */
  public float[] direction(int component) {
    return Arrays.copyOfRange(directions, component * dim, (component + 1) * dim);
  }

  /** The share of the variance that the first components have; 1 where nothing varies. */
  public double share(int first) {
    double sum = 0;
    for (int k = 0; k < first; k++) {
      sum += variances[k];
    }
    return total > 0 ? Math.min(1, sum / total) : 1;
  }

  /** How many components have a share of the variance; all if they have less. */
  public int having(double share) {
    int first = 1;
    while (first < count && share(first) < share) {
      first++;
    }
    return first;
  }

  /** The first of these components. */
  public PrincipalComponents first(int number) {
    return new PrincipalComponents(this, number);
  }

  private PrincipalComponents(PrincipalComponents all, int number) {
    this.dim = all.dim;
    this.count = number;
    this.mean = all.mean;
    this.directions = all.directions;
    this.variances = Arrays.copyOf(all.variances, number);
    this.total = all.total;
  }

  /** Where rows lie along the components, from the mean. */
  public void project(Batch rows, Batch into) {
    try (Scratch scratch = Scratch.open()) {
      float[] centred = scratch.floats(rows.size() * dim);
      centre(rows, centred);
      project(rows.size(), centred, into.array(), into.offset());
    }
  }

  private void centre(Batch rows, float[] centred) {
    for (int i = 0; i < rows.size(); i++) {
      int at = rows.offset(i);
      for (int k = 0; k < dim; k++) {
        centred[i * dim + k] = (float) (rows.array()[at + k] - mean[k]);
      }
    }
  }

  private void project(int n, float[] centred, float[] out, int at) {
    Gemm.nt(n, count, dim, centred, 0, dim, directions, 0, dim, out, at, count, false);
  }

  /**
   * The squared error of describing each row by its components.
   *
   * @param out receives them, from {@code at} on
   */
  public void residuals(Batch rows, double[] out, int at) {
    int n = rows.size();
    try (Scratch scratch = Scratch.open()) {
      float[] centred = scratch.floats(n * dim);
      float[] along = scratch.floats(n * count);
      centre(rows, centred);
      project(n, centred, along, 0);
      for (int i = 0; i < n * count; i++) {
        along[i] = -along[i];
      }
      Gemm.nn(n, dim, count, along, 0, count, directions, 0, dim, centred, 0, dim, true);
      for (int i = 0; i < n; i++) {
        out[at + i] = Vectors.sumOfSquares(dim, centred, i * dim);
      }
    }
  }
}
