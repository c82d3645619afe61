package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A Gaussian of any mean and covariance, with every answer exact: {@code E(x) = ½ (x - μ)ᵀ P (x -
 * μ)}. Its parameters are {@code mean} [dim] and {@code precision} [dim, dim], of which the
 * symmetric part counts. Computes in double precision; nothing is cached, so parameters may be
 * written at any time.
 */
public final class GaussianEnergy
    implements EnergyFunction,
        ScoreLearnable,
        Replicable,
        Tractable,
        ExactDraws,
        ExactExpectations {

  private final int dim;
  private final Parameters parameters;

  /**
   * Creates a Gaussian.
   *
   * @param precision the inverse of the covariance, symmetric and positive definite
   */
  public GaussianEnergy(double[] mean, double[][] precision) {
    dim = mean.length;
    parameters = Parameters.builder().add("mean", dim).add("precision", dim, dim).build();
    for (int i = 0; i < dim; i++) {
      parameters.values()[i] = (float) mean[i];
      for (int j = 0; j < dim; j++) {
        parameters.values()[dim + i * dim + j] = (float) precision[i][j];
      }
    }
  }

  /** Over parameters whose first two tensors are the mean and the precision. */
  GaussianEnergy(int dim, Parameters parameters) {
    this.dim = dim;
    this.parameters = parameters;
  }

  /** The standard normal of some dimension. */
  public static GaussianEnergy standard(int dim) {
    double[][] identity = MatrixUtils.createRealIdentityMatrix(dim).getData();
    return new GaussianEnergy(new double[dim], identity);
  }

  /** The Gaussian of a mean and a covariance. */
  public static GaussianEnergy ofCovariance(double[] mean, double[][] covariance) {
    RealMatrix inverse =
        new CholeskyDecomposition(MatrixUtils.createRealMatrix(covariance))
            .getSolver()
            .getInverse();
    return new GaussianEnergy(mean, inverse.getData());
  }

  /** The mean, read from the parameters. */
  public double[] mean() {
    double[] mean = new double[dim];
    for (int i = 0; i < dim; i++) {
      mean[i] = parameters.values()[i];
    }
    return mean;
  }

  /** The symmetric part of the precision matrix, read from the parameters. */
  public double[][] precision() {
    float[] values = parameters.values();
    double[][] precision = new double[dim][dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        precision[i][j] = 0.5 * ((double) values[dim + i * dim + j] + values[dim + j * dim + i]);
      }
    }
    return precision;
  }

  /** The covariance matrix: the inverse of {@link #precision()}. */
  public double[][] covariance() {
    return cholesky().getSolver().getInverse().getData();
  }

  private CholeskyDecomposition cholesky() {
    return new CholeskyDecomposition(MatrixUtils.createRealMatrix(precision()));
  }

  @Override
  public StateSpace space() {
    return StateSpace.real(dim);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public GaussianEnergy replica(Parameters others) {
    return new GaussianEnergy(dim, parameters.requireLayout(others));
  }

  @Override
  public void energies(Batch x, double[] out) {
    double[] mean = mean();
    double[][] precision = precision();
    double[] force = new double[dim];
    for (int r = 0; r < x.size(); r++) {
      out[r] = energy(x, r, mean, precision, force);
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    double[] mean = mean();
    double[][] precision = precision();
    double[] force = new double[dim];
    for (int r = 0; r < x.size(); r++) {
      energies[r] = energy(x, r, mean, precision, force);
      for (int i = 0; i < dim; i++) {
        out.set(r, i, (float) force[i]);
      }
    }
  }

  private double energy(Batch x, int row, double[] mean, double[][] precision, double[] force) {
    double energy = 0;
    for (int i = 0; i < dim; i++) {
      force[i] = 0;
      for (int j = 0; j < dim; j++) {
        force[i] += precision[i][j] * (x.get(row, j) - mean[j]);
      }
      energy += 0.5 * force[i] * (x.get(row, i) - mean[i]);
    }
    return energy;
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    double[] mean = mean();
    double[][] precision = precision();
    double[] force = new double[dim];
    float[] g = into.values();
    for (int r = 0; r < x.size(); r++) {
      energy(x, r, mean, precision, force);
      for (int i = 0; i < dim; i++) {
        g[i] -= (float) (weights[r] * force[i]);
        for (int j = 0; j < dim; j++) {
          g[dim + i * dim + j] +=
              (float) (0.5 * weights[r] * (x.get(r, i) - mean[i]) * (x.get(r, j) - mean[j]));
        }
      }
    }
  }

  @Override
  public void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into) {
    double[] mean = mean();
    double[][] precision = precision();
    float[] g = into.values();
    for (int r = 0; r < x.size(); r++) {
      for (int i = 0; i < dim; i++) {
        double pull = 0;
        for (int j = 0; j < dim; j++) {
          pull += precision[i][j] * v.get(r, j);
          double cross =
              v.get(r, i) * (x.get(r, j) - mean[j]) + v.get(r, j) * (x.get(r, i) - mean[i]);
          g[dim + i * dim + j] += (float) (0.5 * weights[r] * cross);
        }
        g[i] -= (float) (weights[r] * pull);
      }
    }
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    RealMatrix l = cholesky().getL();
    double logPartition = 0.5 * dim * Math.log(2 * Math.PI);
    for (int i = 0; i < dim; i++) {
      logPartition -= Math.log(l.getEntry(i, i));
    }
    java.util.Arrays.fill(out, 0, rows, logPartition);
  }

  @Override
  public void accumulateExpectations(double[] weights, Gradient into) {
    double[][] covariance = covariance();
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        into.values()[dim + i * dim + j] += (float) (0.5 * weights[0] * covariance[i][j]);
      }
    }
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    double[] mean = mean();
    RealMatrix l = cholesky().getL();
    double[] y = new double[dim];
    for (int r = 0; r < into.size(); r++) {
      for (int i = dim - 1; i >= 0; i--) { // solves Lᵀ y = ξ, with P = L Lᵀ
        y[i] = random.nextGaussian();
        for (int j = i + 1; j < dim; j++) {
          y[i] -= l.getEntry(j, i) * y[j];
        }
        y[i] /= l.getEntry(i, i);
        into.set(r, i, (float) (mean[i] + y[i]));
      }
    }
  }

  /**
   * The scores {@code Lᵀ (x - μ)} of a row, with {@code P = L Lᵀ}: independent standard normals if
   * the row is a sample.
   */
  double[][] whitened(Batch states) {
    double[] mean = mean();
    RealMatrix l = cholesky().getL();
    double[][] scores = new double[dim][states.size()];
    for (int r = 0; r < states.size(); r++) {
      for (int i = 0; i < dim; i++) {
        for (int j = i; j < dim; j++) {
          scores[i][r] += l.getEntry(j, i) * (states.get(r, j) - mean[j]);
        }
      }
    }
    return scores;
  }
}
