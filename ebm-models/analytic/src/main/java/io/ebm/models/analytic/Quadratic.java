package io.ebm.models.analytic;

import io.ebm.api.RandomStream;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.NonSymmetricMatrixException;

/** {@code ½ (x - μ)ᵀ Σ⁻¹ (x - μ)} and what belongs to it. Immutable. */
final class Quadratic {

  private final double[] mean;
  private final double[][] covariance;
  private final double[][] precision;
  private final double[][] root;
  private final double logDeterminant;

  /**
   * @throws IllegalArgumentException if the covariance is not symmetric and positive definite
   */
  Quadratic(double[] mean, double[][] covariance) {
    this.mean = mean;
    this.covariance = covariance;
    CholeskyDecomposition cholesky;
    try {
      cholesky = new CholeskyDecomposition(MatrixUtils.createRealMatrix(covariance), 1e-10, 1e-300);
    } catch (NonPositiveDefiniteMatrixException e) {
      throw new IllegalArgumentException("must be positive definite, and is not", e);
    } catch (NonSymmetricMatrixException e) {
      throw new IllegalArgumentException(
          "must be symmetric, but entries ["
              + e.getRow()
              + "]["
              + e.getColumn()
              + "] and ["
              + e.getColumn()
              + "]["
              + e.getRow()
              + "] differ",
          e);
    }
    precision = cholesky.getSolver().getInverse().getData();
    root = cholesky.getL().getData();
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += 2 * Math.log(root[i][i]);
    }
    logDeterminant = sum;
  }

  /** The same after independent noise of deviation {@code sigma} is added to every coordinate. */
  Quadratic blurred(double sigma) {
    double[][] wider = new double[mean.length][];
    for (int i = 0; i < mean.length; i++) {
      wider[i] = covariance[i].clone();
      wider[i][i] += sigma * sigma;
    }
    return new Quadratic(mean, wider);
  }

  int dim() {
    return mean.length;
  }

  double mean(int i) {
    return mean[i];
  }

  double[][] covariance() {
    return covariance;
  }

  double variance(int i) {
    return covariance[i][i];
  }

  /** The value at {@code x}; the derivatives go to {@code slope}. */
  double of(double[] x, double[] slope) {
    double value = 0;
    for (int i = 0; i < mean.length; i++) {
      double[] row = precision[i];
      double pull = 0;
      for (int j = 0; j < mean.length; j++) {
        pull += row[j] * (x[j] - mean[j]);
      }
      slope[i] = pull;
      value += 0.5 * pull * (x[i] - mean[i]);
    }
    return value;
  }

  /** {@code log ∫ exp(-value) dx}. */
  double logPartition() {
    return 0.5 * (mean.length * Math.log(2 * Math.PI) + logDeterminant);
  }

  void draw(double[] x, RandomStream random) {
    double[] z = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      z[i] = random.nextGaussian();
      x[i] = mean[i];
      for (int j = 0; j <= i; j++) {
        x[i] += root[i][j] * z[j];
      }
    }
  }
}
