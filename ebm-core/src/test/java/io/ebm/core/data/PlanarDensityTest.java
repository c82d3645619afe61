package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every density in the plane: it integrates to one, its samples follow it, its values are right.
 */
class PlanarDensityTest {

  private static final double HALF_WIDTH = 5;
  private static final long SEED = 20240611;

  static Stream<Arguments> densities() {
    return Stream.of(
        Arguments.of("two moons", TwoMoonsFactory.density(0.1)),
        Arguments.of("two blurred moons", TwoMoonsFactory.density(0.5)),
        Arguments.of("eight Gaussians", EightGaussiansFactory.density(2, 0.2)),
        Arguments.of("rings", RingsFactory.density(List.of(0.5, 1.0, 1.5, 2.0), 0.08)),
        Arguments.of(
            "spirals", SpiralsFactory.density(new SpiralsFactory.Config(1, 0, 2, 1.5, 2, 0.08))),
        Arguments.of("checkerboard", CheckerboardFactory.density(4)),
        Arguments.of(
            "pinwheel",
            PinwheelFactory.density(new PinwheelFactory.Config(1, 0, 5, 0.3, 0.1, 0.25, 2))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("densities")
  void integratesToOne(String name, PlanarDensity density) {
    int cells = 200; // the trapezoidal rule converges geometrically for smooth densities
    double step = 2 * HALF_WIDTH / cells;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        double x = -HALF_WIDTH + (i + 0.5) * step;
        double y = -HALF_WIDTH + (j + 0.5) * step;
        sum += Math.exp(density.logDensity(x, y)) * step * step;
      }
    }
    boolean edges = name.equals("checkerboard"); // unit squares are not whole cells
    assertThat(sum).isCloseTo(1, within(edges ? 0.03 : 1e-6));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("densities")
  void samplesFollowTheDensity(String name, PlanarDensity density) {
    int bins = 40;
    int fine = 6;
    int samples = 200_000;
    double width = 2 * HALF_WIDTH / bins;
    double[] expected = new double[bins * bins];
    double step = width / fine;
    for (int i = 0; i < bins * fine; i++) {
      for (int j = 0; j < bins * fine; j++) {
        double x = -HALF_WIDTH + (i + 0.5) * step;
        double y = -HALF_WIDTH + (j + 0.5) * step;
        expected[i / fine * bins + j / fine] +=
            samples * Math.exp(density.logDensity(x, y)) * step * step;
      }
    }
    Batch rows = Batch.allocate(samples, 2);
    density.sample(rows, RandomStream.of(SEED));
    int[] observed = new int[bins * bins];
    for (int i = 0; i < samples; i++) {
      int column = (int) Math.floor((rows.get(i, 0) + HALF_WIDTH) / width);
      int row = (int) Math.floor((rows.get(i, 1) + HALF_WIDTH) / width);
      observed[column * bins + row]++;
    }
    double statistic = 0;
    double restExpected = 0;
    double restObserved = 0;
    int used = 0;
    for (int i = 0; i < observed.length; i++) {
      if (expected[i] >= 10) {
        double difference = observed[i] - expected[i];
        statistic += difference * difference / expected[i];
        used++;
      } else {
        restExpected += expected[i];
        restObserved += observed[i];
      }
    }
    if (restExpected >= 10) {
      statistic += (restObserved - restExpected) * (restObserved - restExpected) / restExpected;
      used++;
    } else {
      assertThat(restObserved).as("samples where none are expected").isLessThan(30);
    }
    double p = 1 - new ChiSquaredDistribution(used - 1).cumulativeProbability(statistic);
    assertThat(p).as("p-value of seed %d, %d bins", SEED, used).isBetween(1e-3, 1 - 1e-4);
  }

  @Test
  void ringsAgreeWithTheBesselFunction() {
    for (double noise : new double[] {0.01, 0.1, 0.7, 5}) {
      PlanarDensity density = RingsFactory.density(List.of(1.5), noise);
      for (double r : new double[] {0, 1e-3, 0.2, 1.4, 1.5, 2.5, 10, 300, 1e6}) {
        double kappa = 1.5 * r / (noise * noise);
        double expected =
            -Math.log(2 * Math.PI * noise * noise)
                - (r - 1.5) * (r - 1.5) / (2 * noise * noise)
                + logScaledBessel(kappa);
        double angle = 0.3 + r;
        double actual = density.logDensity(r * Math.cos(angle), r * Math.sin(angle));
        assertThat(actual)
            .as("noise %s, r %s", noise, r)
            .isCloseTo(expected, within(1e-8 + 1e-13 * Math.abs(expected)));
      }
    }
  }

  /** {@code log(exp(-κ) I0(κ))}, by the trapezoidal rule over the period. */
  private static double logScaledBessel(double kappa) {
    int nodes = 50_000;
    double sum = 0;
    for (int i = 0; i < nodes; i++) {
      sum += Math.exp(-2 * kappa * Math.pow(Math.sin(Math.PI * i / nodes), 2));
    }
    return Math.log(sum / nodes);
  }

  @Test
  void openCurvesAgreeWithBruteForce() {
    Curve spiral = Curve.spiral(0.2, 1, 9, 0.5);
    Curve arc = Curve.arc(0.5, 0.25, 1, 0, Math.PI);
    double noise = 0.1;
    double[][] points = {
      {0, 0}, {1.5, 0.2}, {-2, 1}, {0.4, -1.3}, {7, -3}, {-40, 25}, {0.5, -9}, {300, 1}
    };
    for (double[] point : points) {
      double a = bruteForce(spiral, point, noise);
      double b = bruteForce(arc, point, noise);
      double expected = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))) - Math.log(2);
      double actual = new CurveDensity(List.of(spiral, arc), noise).logDensity(point[0], point[1]);
      assertThat(actual)
          .as("at %s, %s", point[0], point[1])
          .isCloseTo(expected, within(1e-8 + 1e-12 * Math.abs(expected)));
    }
  }

  /** Simpson's rule with many intervals, in logarithms. */
  private static double bruteForce(Curve curve, double[] point, double noise) {
    int intervals = 200_000;
    double[] exponents = new double[intervals + 1];
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= intervals; i++) {
      double t = (double) i / intervals;
      double dx = point[0] - curve.x(t);
      double dy = point[1] - curve.y(t);
      exponents[i] = -(dx * dx + dy * dy) / (2 * noise * noise);
      max = Math.max(max, exponents[i]);
    }
    double sum = 0;
    for (int i = 0; i <= intervals; i++) {
      double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(exponents[i] - max);
    }
    return max + Math.log(sum / (3.0 * intervals)) - Math.log(2 * Math.PI * noise * noise);
  }

  @Test
  void entropiesAreThoseOfTheFormulas() {
    // Eight modes that do not overlap: log 8 + log(2 π e σ²).
    double expected = Math.log(8) + Math.log(2 * Math.PI * Math.E * 0.05 * 0.05);
    assertEntropy(EightGaussiansFactory.density(2, 0.05), expected);
    // One arm: turning preserves areas, so only the scale adds to the entropy of the normal.
    double pinwheel = Math.log(2 * Math.PI * Math.E * 0.3 * 0.1) + 2 * Math.log(2);
    assertEntropy(
        PinwheelFactory.density(new PinwheelFactory.Config(1, 0, 1, 0.3, 0.1, 0.25, 2)), pinwheel);
    // A thin ring: the entropy of its length plus that of the noise across.
    double ring = Math.log(2 * Math.PI * 2) + 0.5 * Math.log(2 * Math.PI * Math.E * 0.02 * 0.02);
    assertEntropy(RingsFactory.density(List.of(2.0), 0.02), ring);
    assertEntropy(CheckerboardFactory.density(4), Math.log(8));
  }

  private static void assertEntropy(PlanarDensity density, double expected) {
    int samples = 50_000;
    Batch rows = Batch.allocate(samples, 2);
    density.sample(rows, RandomStream.of(SEED));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < samples; i++) {
      double value = -density.logDensity(rows.get(i, 0), rows.get(i, 1));
      sum += value;
      squares += value * value;
    }
    double mean = sum / samples;
    double error = Math.sqrt(Math.max(0, squares / samples - mean * mean) / samples);
    assertThat(mean).as("seed %d", SEED).isCloseTo(expected, within(4 * error + 1e-3));
  }

  @Test
  void checkerboardSamplesNeverLeaveTheDarkSquares() {
    PlanarDensity density = CheckerboardFactory.density(2);
    Batch rows = Batch.allocate(100_000, 2);
    density.sample(rows, RandomStream.of(SEED));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(density.logDensity(rows.get(i, 0), rows.get(i, 1))).isEqualTo(-Math.log(2));
    }
    assertThat(density.logDensity(-0.5, 0.5)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(density.logDensity(1.5, 0.5)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
