package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Parallel;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * The classifier two-sample test (Lopez-Paz and Oquab 2017): how often a logistic regression, which
 * is fitted to every second row of two sets, tells from which of them the other rows are. 0.5 where
 * it cannot.
 *
 * <p>Coordinates are standardised. The loss has a ridge of {@value #RIDGE} and goes down by a bound
 * on its curvature (Böhning and Lindsay 1988), which no step length has to be searched for.
 */
public final class TwoSampleTest {

  private static final double RIDGE = 0.01;
  private static final int STEPS = 100;
  private static final double CONVERGED = 1e-5;

  private final Batch fit;
  private final double[] weights;
  private double bias;

  private TwoSampleTest(Batch fit) {
    this.fit = fit;
    this.weights = new double[fit.dim()];
  }

  /** The share of rows that are told right, of two sets of equally many rows, at least 4. */
  public static double accuracy(Batch one, Batch other, Parallel threads) {
    int dim = one.dim();
    int half = (one.size() + 1) / 2;
    Batch fit = Batch.allocate(2 * half, dim);
    for (int i = 0; i < half; i++) {
      fit.copyRow(2 * i, one, 2 * i);
      fit.copyRow(2 * i + 1, other, 2 * i);
    }
    Covariance covariance = Covariance.of(fit, threads);
    double[] scale = new double[dim];
    for (int k = 0; k < dim; k++) {
      double deviation = Math.sqrt(covariance.matrix()[k * dim + k]);
      scale[k] = deviation > 0 ? 1 / deviation : 0;
    }
    standardise(fit, covariance.mean(), scale);
    TwoSampleTest test = new TwoSampleTest(fit);
    test.train(covariance, scale, threads);
    int right = 0;
    Batch row = Batch.allocate(1, dim);
    for (int i = 1; i < one.size(); i += 2) {
      row.copyRow(0, one, i);
      standardise(row, covariance.mean(), scale);
      right += test.margin(row, 0) > 0 ? 1 : 0;
      row.copyRow(0, other, i);
      standardise(row, covariance.mean(), scale);
      right += test.margin(row, 0) > 0 ? 0 : 1;
    }
    int tested = one.size() - half;
    return right / (2.0 * tested);
  }

  private static void standardise(Batch rows, double[] mean, double[] scale) {
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < mean.length; k++) {
        rows.set(i, k, (float) ((rows.get(i, k) - mean[k]) * scale[k]));
      }
    }
  }

  private double margin(Batch rows, int row) {
    double sum = bias;
    int at = rows.offset(row);
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * rows.array()[at + k];
    }
    return sum;
  }

  /** Rows of even number are of the first set, which has positive margins. */
  private void train(Covariance covariance, double[] scale, Parallel threads) {
    int dim = fit.dim();
    double[] bound = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        bound[i * dim + j] = covariance.matrix()[i * dim + j] * scale[i] * scale[j] / 4;
      }
    }
    Cholesky curvature = Cholesky.of(dim, bound, RIDGE, threads);
    int tasks = (fit.size() + Distances.BLOCK - 1) / Distances.BLOCK;
    double[][] parts = new double[tasks][dim + 1];
    double[] slope = new double[dim];
    for (int step = 0; step < STEPS; step++) {
      threads.parallel(tasks, task -> slopes(task, parts[task]));
      Arrays.fill(slope, 0);
      double biasSlope = 0;
      for (double[] part : parts) {
        for (int k = 0; k < dim; k++) {
          slope[k] += part[k];
        }
        biasSlope += part[dim];
      }
      double largest = 0;
      for (int k = 0; k < dim; k++) {
        slope[k] = slope[k] / fit.size() + RIDGE * weights[k];
        largest = Math.max(largest, Math.abs(slope[k]));
      }
      if (largest < CONVERGED) {
        return;
      }
      curvature.solve(slope);
      for (int k = 0; k < dim; k++) {
        weights[k] -= slope[k];
      }
      bias -= 4 * biasSlope / fit.size();
    }
  }

  private void slopes(int task, double[] out) {
    Arrays.fill(out, 0);
    float[] sums = new float[weights.length];
    int to = Math.min(fit.size(), (task + 1) * Distances.BLOCK);
    for (int i = task * Distances.BLOCK; i < to; i++) {
      double probability = 1 / (1 + Math.exp(-margin(fit, i)));
      double error = probability - (i % 2 == 0 ? 1 : 0);
      Vectors.axpy(sums.length, (float) error, fit.array(), fit.offset(i), sums, 0);
      out[sums.length] += error;
    }
    for (int k = 0; k < sums.length; k++) {
      out[k] = sums[k];
    }
  }
}
