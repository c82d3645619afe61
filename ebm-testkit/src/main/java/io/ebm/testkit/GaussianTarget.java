package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Whitened coordinates are independent standard normals: each one, each sum and difference of two,
 * and the sum of the squares are tested.
 */
record GaussianTarget(EnergyFunction energy, GaussianEnergy law) implements SamplerTarget {

  @Override
  public void sample(Batch into, RandomStream random) {
    law.sample(into, random);
  }

  @Override
  public List<PValue> test(Batch states) {
    double[][] scores = law.whitened(states);
    int dim = scores.length;
    int n = states.size();
    List<PValue> tests = new ArrayList<>();
    double[] squares = new double[n];
    for (int i = 0; i < dim; i++) {
      for (int r = 0; r < n; r++) {
        squares[r] += scores[i][r] * scores[i][r];
      }
      tests.add(normal("whitened coordinate " + i, scores[i]));
      for (int j = i + 1; j < dim; j++) {
        double[] sums = new double[n];
        double[] differences = new double[n];
        for (int r = 0; r < n; r++) {
          sums[r] = (scores[i][r] + scores[j][r]) / Math.sqrt(2);
          differences[r] = (scores[i][r] - scores[j][r]) / Math.sqrt(2);
        }
        tests.add(normal("whitened coordinates " + i + " plus " + j, sums));
        tests.add(normal("whitened coordinates " + i + " minus " + j, differences));
      }
    }
    ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, dim);
    tests.add(
        new PValue(
            "squared distance from the mean",
            Statistics.kolmogorovSmirnov(squares, chiSquared::cumulativeProbability)));
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    // A chi-square variable of many degrees of freedom, near enough normal by Wilson and Hilferty.
    double degrees = (double) n * dim;
    double score =
        (Math.cbrt(sum / degrees) - 1 + 2 / (9 * degrees)) / Math.sqrt(2 / (9 * degrees));
    tests.add(new PValue("mean squared distance from the mean", Statistics.normal(score)));
    return tests;
  }

  private static PValue normal(String name, double[] sample) {
    return new PValue(name, Statistics.kolmogorovSmirnov(sample, Statistics::normalCdf));
  }
}
