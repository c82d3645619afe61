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

  /** In 50 dimensions the best is near 0.54, still some way from the limit. */
  @Test
  void ofAdjustedLangevin() {
    Scales energy = Scales.between(DIM, 1, 1);
    double[] leapfrogs = {0.74, 0.8, 0.86, 0.92, 0.98};
    Point[] points = new Point[leapfrogs.length];
    for (int i = 0; i < points.length; i++) {
      Component<Sampler> mala =
          Component.of(
              new MalaFactory(),
              new MalaFactory.Config(
                  Schedule.constant(leapfrogs[i] * leapfrogs[i] / 2), Schedule.constant(1), null));
      points[i] = measure(mala, energy, 60, 100, 1);
    }
    assertThat(best(points)).isCloseTo(0.574, within(0.045));
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
