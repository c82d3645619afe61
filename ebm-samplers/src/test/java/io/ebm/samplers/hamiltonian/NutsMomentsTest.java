package io.ebm.samplers.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.Diverging;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.LogisticEnergy;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.WideGaussian;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/**
 * Means and variances of hard targets, within three of their Monte-Carlo standard errors, which the
 * means of 64 independent chains give. Of so many numbers a few may be further off by chance, and
 * where coordinates are correlated they are so together: several runs are counted as one.
 */
class NutsMomentsTest {

  private static final int CHAINS = 64;
  private static final int RUNS = 3;

  private interface Statistic {
    double of(float[] x, int at);
  }

  /** The share of statistics within three standard errors of what they should be, of all runs. */
  private static double within3(
      EnergyFunction energy,
      MassMatrix mass,
      int warmUp,
      int draws,
      List<Statistic> statistics,
      double[] expected) {
    double share = 0;
    for (int run = 0; run < RUNS; run++) {
      share += within3(energy, mass, warmUp, draws, statistics, expected, 99 + run) / RUNS;
    }
    return share;
  }

  private static double within3(
      EnergyFunction energy,
      MassMatrix mass,
      int warmUp,
      int draws,
      List<Statistic> statistics,
      double[] expected,
      long seed) {
    Batch x = Batch.allocate(CHAINS, energy.space().dim());
    RandomStream random = RandomStream.of(seed);
    energy.space().randomStart(x, random.split("start"));
    NutsFactory.Config config = new NutsFactory.Config(Schedule.constant(0.1), 10, mass, 0.8);
    MarkovChain chain =
        new NutsFactory().create(config, TestContext.of(1)).start(energy, x, random);
    ((Adaptive) chain).warmUp(warmUp);
    chain.advance(warmUp);
    double[][] means = new double[statistics.size()][CHAINS];
    for (int draw = 0; draw < draws; draw++) {
      chain.advance(1);
      for (int s = 0; s < means.length; s++) {
        for (int row = 0; row < CHAINS; row++) {
          means[s][row] += statistics.get(s).of(x.array(), x.offset(row)) / draws;
        }
      }
    }
    assertThat(((Diverging) chain).divergences()).as("divergences").isZero();
    int good = 0;
    for (int s = 0; s < means.length; s++) {
      double mean = 0;
      double square = 0;
      for (double value : means[s]) {
        mean += value / CHAINS;
        square += value * value / CHAINS;
      }
      double error = Math.sqrt((square - mean * mean) / (CHAINS - 1));
      good += Math.abs(mean - expected[s]) < 3 * error ? 1 : 0;
    }
    return (double) good / means.length;
  }

  private static List<Statistic> coordinates(int dim, double[] centre) {
    List<Statistic> statistics = new ArrayList<>();
    for (int j = 0; j < dim; j++) {
      int column = j;
      statistics.add((x, at) -> x[at + column]);
      statistics.add(
          (x, at) -> (x[at + column] - centre[column]) * (x[at + column] - centre[column]));
    }
    return statistics;
  }

  @Test
  void aGaussianOf100CorrelatedDimensions() {
    WideGaussian energy = new WideGaussian(100, 1000);
    double[] expected = new double[200];
    for (int j = 0; j < 100; j++) {
      expected[2 * j + 1] = energy.covariance()[j][j];
    }
    List<Statistic> statistics = coordinates(100, new double[100]);
    assertThat(within3(energy, MassMatrix.DENSE, 300, 200, statistics, expected))
        .isGreaterThan(0.98);
    assertThat(within3(energy, MassMatrix.DIAGONAL, 200, 50, statistics, expected))
        .isGreaterThan(0.98);
  }

  /** Neal's funnel, v ~ N(0, 9) and x ~ N(0, exp(v)), in coordinates in which it is a normal. */
  @Test
  void aFunnelInNonCentredCoordinates() {
    GaussianEnergy energy = GaussianEnergy.standard(10);
    List<Statistic> statistics = new ArrayList<>();
    statistics.add((x, at) -> 3 * x[at]);
    statistics.add((x, at) -> 9 * x[at] * x[at]);
    for (int j = 1; j < 10; j++) {
      int column = j;
      statistics.add(
          (x, at) -> Math.exp(-3 * x[at] / 2) * Math.exp(3 * x[at] / 2) * x[at + column]);
      statistics.add((x, at) -> Math.tanh(Math.exp(3 * x[at] / 2) * x[at + column]));
    }
    double[] expected = new double[statistics.size()];
    expected[1] = 9;
    assertThat(within3(energy, MassMatrix.DIAGONAL, 200, 200, statistics, expected))
        .isGreaterThan(0.94);
  }

  /** Against importance sampling from the posterior's own Gaussian approximation. */
  @Test
  void aLogisticRegressionOf25Covariates() {
    LogisticEnergy energy = new LogisticEnergy(400, 25, 7);
    double[] mode = mode(energy, 25);
    RealMatrix curvature = curvature(energy, mode);
    double[] reference = importance(energy, mode, curvature);
    double[] centre = new double[25];
    for (int j = 0; j < 25; j++) {
      centre[j] = reference[2 * j];
    }
    assertThat(within3(energy, MassMatrix.DIAGONAL, 150, 100, coordinates(25, centre), reference))
        .isGreaterThan(0.95);
  }

  private static double[] gradient(Differentiable energy, double[] at) {
    Batch x = Batch.allocate(1, at.length);
    Batch g = Batch.allocate(1, at.length);
    for (int j = 0; j < at.length; j++) {
      x.set(0, j, (float) at[j]);
    }
    energy.gradients(x, new double[1], g);
    double[] gradient = new double[at.length];
    for (int j = 0; j < at.length; j++) {
      gradient[j] = g.get(0, j);
    }
    return gradient;
  }

  private static double[] mode(LogisticEnergy energy, int dim) {
    double[] mode = new double[dim];
    for (int step = 0; step < 10; step++) {
      double[] move =
          new CholeskyDecomposition(curvature(energy, mode))
              .getSolver()
              .solve(MatrixUtils.createRealVector(gradient(energy, mode)))
              .toArray();
      for (int j = 0; j < dim; j++) {
        mode[j] -= move[j];
      }
    }
    return mode;
  }

  private static RealMatrix curvature(LogisticEnergy energy, double[] at) {
    int dim = at.length;
    float[] rows = energy.signedCovariates();
    double[][] hessian = MatrixUtils.createRealIdentityMatrix(dim).getData();
    for (int t = 0; t < energy.terms(); t++) {
      double logit = 0;
      for (int j = 0; j < dim; j++) {
        logit += rows[t * dim + j] * at[j];
      }
      double p = 1 / (1 + Math.exp(-logit));
      for (int i = 0; i < dim; i++) {
        for (int j = 0; j < dim; j++) {
          hessian[i][j] += p * (1 - p) * ((double) rows[t * dim + i] * rows[t * dim + j]);
        }
      }
    }
    return MatrixUtils.createRealMatrix(hessian);
  }

  /** Means and variances, in turn. */
  private static double[] importance(LogisticEnergy energy, double[] mode, RealMatrix curvature) {
    int dim = mode.length;
    int draws = 1 << 16;
    double[][] precision = curvature.getData();
    for (double[] row : precision) {
      for (int j = 0; j < dim; j++) {
        row[j] *= 0.9; // wider than the posterior
      }
    }
    GaussianEnergy proposal = new GaussianEnergy(mode, precision);
    double total = 0;
    double[] sums = new double[2 * dim];
    double[] a = new double[256];
    double[] b = new double[256];
    double least = Double.NaN;
    for (int from = 0; from < draws; from += 256) {
      Batch x = Batch.allocate(256, dim);
      proposal.sample(x, RandomStream.of(5).split(from));
      energy.energies(x, a);
      proposal.energies(x, b);
      for (int r = 0; r < 256; r++) {
        least = Double.isNaN(least) ? a[r] - b[r] : least;
        double weight = Math.exp(least - a[r] + b[r]);
        total += weight;
        for (int j = 0; j < dim; j++) {
          double rest = x.get(r, j) - mode[j];
          sums[2 * j] += weight * rest;
          sums[2 * j + 1] += weight * rest * rest;
        }
      }
    }
    for (int j = 0; j < dim; j++) {
      double mean = sums[2 * j] / total;
      sums[2 * j + 1] = sums[2 * j + 1] / total - mean * mean;
      sums[2 * j] = mode[j] + mean;
    }
    return sums;
  }
}
