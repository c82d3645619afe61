package io.ebm.samplers.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.samplers.MalaFactory;
import io.ebm.samplers.MetropolisFactory;
import io.ebm.testkit.Scales;
import io.ebm.testkit.TestContext;
import org.junit.jupiter.api.Test;

/** Where a Gaussian of 50 dimensions is best explored, against the theory of many dimensions. */
class OptimalScalingTest {

  private static final int DIM = 50;

  /** Acceptance, and the mean squared jump over so many gradients or energies. */
  private record Point(double acceptance, double jump) {}

  private static Point measure(
      Component<Sampler> sampler, Scales energy, int tiles, int steps, int cost) {
    double jumps = 0;
    double acceptance = 0;
    for (int tile = 0; tile < tiles; tile++) {
      RandomStream random = RandomStream.of(42).split(tile);
      Batch x = Batch.allocate(64, DIM);
      MarkovChain chain = sampler.make(TestContext.of(tile)).start(energy, x, random);
      for (int s = 0; s < steps; s++) {
        energy.sample(x, random.split("start").split(s)); // the same for every step size
        Batch before = x.copy();
        chain.refresh();
        chain.advance(1);
        jumps += energy.squaredDistance(before, x);
      }
      acceptance += chain.statistics().acceptance() / tiles;
    }
    return new Point(acceptance, jumps / (64.0 * tiles * steps * cost));
  }

  /** The acceptance at the top of a parabola through the logarithms of the jumps. */
  private static double best(Point... points) {
    double[][] sums = new double[3][4];
    double centre = points[points.length / 2].acceptance();
    for (Point point : points) {
      double[] powers = {1, point.acceptance() - centre, 0};
      powers[2] = powers[1] * powers[1];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          sums[i][j] += powers[i] * powers[j];
        }
        sums[i][3] += powers[i] * Math.log(point.jump());
      }
    }
    for (int i = 0; i < 3; i++) { // normal equations by elimination
      for (int k = 0; k < 3; k++) {
        double factor = k == i ? 0 : sums[k][i] / sums[i][i];
        for (int j = 0; j < 4; j++) {
          sums[k][j] -= factor * sums[i][j];
        }
      }
    }
    double slope = sums[1][3] / sums[1][1];
    double curvature = sums[2][3] / sums[2][2];
    assertThat(curvature).as("curvature").isNegative();
    return centre - slope / (2 * curvature);
  }

  @Test
  void ofRandomWalks() {
    Scales energy = Scales.between(DIM, 1, 1);
    double[] factors = {0.65, 0.8, 0.9, 1, 1.1, 1.2, 1.4};
    Point[] points = new Point[factors.length];
    for (int i = 0; i < points.length; i++) {
      double step = factors[i] * 2.38 / Math.sqrt(DIM);
      Component<Sampler> walk =
          Component.of(
              new MetropolisFactory(),
              new MetropolisFactory.Config(Schedule.constant(step), 1, Schedule.constant(1), null));
      points[i] = measure(walk, energy, 12, 60, 1);
    }
    assertThat(best(points)).isCloseTo(0.234, within(0.04));
  }

  /**
   * The acceptance and mean squared jump of MALA on a standard normal law of 50 dimensions, by
   * quadrature: a proposal {@code y = (1 - ε² / 2) x + ε z} is accepted by {@code |x|²}, {@code x ·
   * z} and {@code |z|²} alone, which are made of three independent numbers.
   */
  private static Point exactly(double leapfrog) {
    int n = 100;
    double keep = 1 - leapfrog * leapfrog / 2;
    double variance = 2 * leapfrog * leapfrog; // 4 ε of the proposal's density
    double mass = 0;
    double acceptance = 0;
    double jump = 0;
    for (int i = 0; i < n; i++) {
      double s = Math.sqrt(DIM) + 8.0 * (i + 0.5 - n / 2.0) / n; // |x|
      double sDensity = (DIM - 1) * Math.log(s) - s * s / 2;
      for (int j = 0; j < n; j++) {
        double u = 11.0 * (j + 0.5 - n / 2.0) / n; // z along x
        double uDensity = sDensity - u * u / 2;
        for (int k = 0; k < n; k++) {
          double v = Math.sqrt(DIM - 1) + 8.0 * (k + 0.5 - n / 2.0) / n; // |z| across x
          double density = Math.exp(uDensity + (DIM - 2) * Math.log(v) - v * v / 2 + LOG_SCALE);
          double xx = s * s;
          double zz = u * u + v * v;
          double yy = keep * keep * xx + 2 * keep * leapfrog * s * u + leapfrog * leapfrog * zz;
          double xy = keep * xx + leapfrog * s * u;
          double there = leapfrog * leapfrog * zz;
          double back = xx - 2 * keep * xy + keep * keep * yy;
          double accept = Math.min(1, Math.exp((xx - yy) / 2 + (there - back) / variance));
          mass += density;
          acceptance += density * accept;
          jump += density * accept * (xx - 2 * xy + yy);
        }
      }
    }
    return new Point(acceptance / mass, jump / mass);
  }

  private static final double LOG_SCALE = -140; // keeps densities in range

  /**
   * Chains accept and jump as quadrature says, whose best is at 0.536 in 50 dimensions, on its way
   * to 0.574 in the limit of many.
   */
  @Test
  void ofAdjustedLangevin() {
    Scales energy = Scales.between(DIM, 1, 1);
    double[] leapfrogs = {0.75, 0.82, 0.89, 0.96};
    for (double leapfrog : leapfrogs) {
      Component<Sampler> mala =
          Component.of(
              new MalaFactory(),
              new MalaFactory.Config(
                  Schedule.constant(leapfrog * leapfrog / 2), Schedule.constant(1), null));
      Point measured = measure(mala, energy, 25, 100, 1);
      Point exact = exactly(leapfrog);
      assertThat(measured.acceptance()).isCloseTo(exact.acceptance(), within(0.005));
      assertThat(measured.jump()).isCloseTo(exact.jump(), within(0.01 * exact.jump()));
    }
    double[] jumps = new double[3];
    for (int k = 0; k < 3; k++) {
      jumps[k] = exactly(0.87 + 0.02 * k).jump();
    }
    assertThat(jumps[1]).as("the top is between").isGreaterThan(Math.max(jumps[0], jumps[2]));
    double top =
        0.89 + 0.01 * (jumps[2] - jumps[0]) / (2 * jumps[1] - jumps[0] - jumps[2]); // a parabola's
    double best = exactly(top).acceptance();
    assertThat(best).isCloseTo(0.536, within(0.002));
    assertThat(best).isCloseTo(0.574, within(0.04));
  }

  /** Of trajectories of one length in time, on scales from 1 to 3, whose phases average out. */
  @Test
  void ofHamiltonianMonteCarlo() {
    Scales energy = Scales.between(DIM, 1, 3);
    int[] leapfrogs = {10, 11, 12, 13, 14, 15};
    Point[] points = new Point[leapfrogs.length];
    for (int i = 0; i < points.length; i++) {
      Component<Sampler> hmc =
          Component.of(
              new HmcFactory(),
              new HmcFactory.Config(
                  Schedule.constant(15.0 / leapfrogs[i]),
                  leapfrogs[i],
                  0,
                  MassMatrix.IDENTITY,
                  0.65));
      points[i] = measure(hmc, energy, 12, 30, leapfrogs[i]);
    }
    assertThat(best(points)).isCloseTo(0.651, within(0.04));
  }
}
