package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/**
 * A Gaussian of mean zero and many correlated coordinates, in single precision and fast: its
 * precision matrix has eigenvalues spread evenly in the logarithm from 1 to a condition number, and
 * no axis of it lies along a coordinate. Immutable.
 */
public final class WideGaussian implements EnergyFunction, Differentiable {

  private final int dim;
  private final float[] precision;
  private final double[][] covariance;

  /**
   * Creates a Gaussian.
   *
   * @param dim the number of coordinates, at least 2
   * @param condition the greatest eigenvalue, where the least is 1; at least 1
   */
  public WideGaussian(int dim, double condition) {
    this.dim = dim;
    double[] axis = new double[dim];
    double norm = 0;
    for (int i = 0; i < dim; i++) {
      axis[i] = Math.sin(i + 1.0) + 0.3;
      norm += axis[i] * axis[i];
    }
    precision = new float[dim * dim];
    covariance = new double[dim][dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        double p = 0;
        double c = 0;
        for (int k = 0; k < dim; k++) { // H D H with the reflection H = I - 2 a aᵀ / |a|²
          double both = reflection(i, k, axis, norm) * reflection(k, j, axis, norm);
          double eigenvalue = Math.pow(condition, k / (dim - 1.0));
          p += both * eigenvalue;
          c += both / eigenvalue;
        }
        precision[i * dim + j] = (float) p;
        covariance[i][j] = c;
      }
    }
  }

  private static double reflection(int i, int j, double[] axis, double norm) {
    return (i == j ? 1 : 0) - 2 * axis[i] * axis[j] / norm;
  }

  /** The covariance matrix. */
  public double[][] covariance() {
    return covariance;
  }

  /** The precision matrix, row by row. */
  public float[] precision() {
    return precision.clone();
  }

  @Override
  public StateSpace space() {
    return StateSpace.real(dim);
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      float[] force = scratch.floats(x.length());
      evaluate(x, out, force, 0);
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    evaluate(x, energies, out.array(), out.offset());
  }

  private void evaluate(Batch x, double[] energies, float[] force, int at) {
    Gemm.nn(
        x.size(), dim, dim, x.array(), x.offset(), dim, precision, 0, dim, force, at, dim, false);
    for (int r = 0; r < x.size(); r++) {
      energies[r] = 0.5 * Vectors.dot(dim, x.array(), x.offset(r), force, at + r * dim);
    }
  }
}
