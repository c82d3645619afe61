package io.ebm.core.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.LogPartition;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Workers;
import io.ebm.testkit.TestEstimation;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {

  private static LogPartition estimate(EnergyFunction energy, Batch examples) {
    return new Quadrature().estimate(energy, context(energy, examples));
  }

  private static EstimationContext context(EnergyFunction energy, Batch examples) {
    TestEstimation context = TestEstimation.of(1);
    return examples.size() == 0 ? context : context.withData(Dataset.of(energy.space(), examples));
  }

  private static Batch nothing(int dim) {
    return Batch.allocate(0, dim);
  }

  private static Batch normal(int size, int dim, double scale) {
    Batch rows = Batch.allocate(size, dim);
    RandomStream.of(3).fillGaussian(rows.array(), 0, rows.length());
    for (int i = 0; i < rows.length(); i++) {
      rows.array()[i] *= (float) scale;
    }
    return rows;
  }

  private static void assertExact(LogPartition result, double expected) {
    assertThat(result.valid()).as(result.reason()).isTrue();
    assertThat(result.value()).isCloseTo(expected, within(1e-4));
    assertThat(expected).isBetween(result.lower() - 1e-6, result.upper() + 1e-6);
    assertThat(result.upper() - result.lower()).isLessThan(3e-4);
    assertThat(result.method()).isEqualTo("quadrature");
    assertThat(result.ess()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.3, 1, 40})
  void normalDistributionsOfAnyScale(double scale) {
    double s = 2 * scale * scale;
    for (int dim = 1; dim <= 3; dim++) {
      EnergyFunction energy =
          new PointEnergy(
              new StateSpace.Real(List.of(dim)),
              x -> {
                double sum = 0;
                for (double value : x) {
                  sum += value * value / s;
                }
                return sum;
              });
      double expected = dim * 0.5 * Math.log(Math.PI * s);
      assertExact(estimate(energy, normal(500, dim, scale)), expected);
    }
  }

  @Test
  void correlatedNormalsFarFromTheOrigin() {
    // Precision matrices with determinants 1·1 - 0.99² and 1·(4·9 - 25) - ….
    EnergyFunction two =
        new PointEnergy(
            StateSpace.real(2),
            x -> {
              double a = x[0] - 30;
              double b = x[1] + 7;
              return 0.5 * (a * a + b * b - 2 * 0.99 * a * b);
            });
    Batch near = Batch.of(new float[] {28, -9, 33, -4}, 2);
    assertExact(estimate(two, near), Math.log(2 * Math.PI) - 0.5 * Math.log(1 - 0.99 * 0.99));

    double[][] p = {{2, 0.5, -0.3}, {0.5, 1, 0.4}, {-0.3, 0.4, 3}};
    EnergyFunction three =
        new PointEnergy(
            StateSpace.real(3),
            x -> {
              double sum = 5;
              for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                  sum += 0.5 * p[i][j] * x[i] * x[j];
                }
              }
              return sum;
            });
    double det =
        2 * (1 * 3 - 0.4 * 0.4) - 0.5 * (0.5 * 3 + 0.4 * 0.3) - 0.3 * (0.5 * 0.4 + 0.3 * 1);
    assertExact(estimate(three, nothing(3)), 1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(det) - 5);
  }

  @Test
  void narrowModes() {
    double[][] centres = {{1.3, -0.7}, {-2.2, 1.9}, {0.1, 3.1}, {-1, -3}};
    for (double std : new double[] {0.05, 0.01}) {
      EnergyFunction energy = new PointEnergy(StateSpace.real(2), mixture(centres, std));
      float[] data = new float[2 * centres.length];
      for (int i = 0; i < centres.length; i++) {
        data[2 * i] = (float) (centres[i][0] + std);
        data[2 * i + 1] = (float) (centres[i][1] - 0.5 * std);
      }
      double expected = Math.log(centres.length * 2 * Math.PI * std * std);
      assertExact(estimate(energy, Batch.of(data, 2)), expected);
    }
    double[][] space = {{0.3, 0.4, -0.9}, {-0.8, 0.9, 0.2}};
    EnergyFunction energy = new PointEnergy(StateSpace.real(3), mixture(space, 0.05));
    Batch data = Batch.of(new float[] {0.3f, 0.4f, -0.9f, -0.8f, 0.9f, 0.2f}, 3);
    assertExact(estimate(energy, data), Math.log(2) + 1.5 * Math.log(2 * Math.PI * 0.05 * 0.05));
  }

  private static PointEnergy.Point mixture(double[][] centres, double std) {
    return x -> {
      double max = Double.NEGATIVE_INFINITY;
      double[] logs = new double[centres.length];
      for (int c = 0; c < centres.length; c++) {
        for (int k = 0; k < x.length; k++) {
          double z = (x[k] - centres[c][k]) / std;
          logs[c] -= 0.5 * z * z;
        }
        max = Math.max(max, logs[c]);
      }
      double sum = 0;
      for (double log : logs) {
        sum += Math.exp(log - max);
      }
      return -max - Math.log(sum);
    };
  }

  @Test
  void ringWithFewEnergies() {
    // ∫ exp(-(r-2)²/2σ²) 2πr dr = 2π·2·σ√(2π) up to exp(-2/σ²).
    double std = 0.1;
    PointEnergy energy =
        new PointEnergy(
            StateSpace.real(2), x -> Math.pow((Math.hypot(x[0], x[1]) - 2) / std, 2) / 2);
    assertExact(
        estimate(energy, normal(1000, 2, 1)), Math.log(4 * Math.PI * std * Math.sqrt(2 * Math.PI)));
    assertThat(energy.rows()).isLessThan(300_000);
  }

  /** Values from the closed forms: two unit normals, and a normal with a spike of nine tenths. */
  @Test
  void modesThatNobodyShows() {
    double two = Math.log(2 * Math.sqrt(2 * Math.PI));
    for (double apart : new double[] {20, 110, 150, 1000}) {
      PointEnergy energy =
          new PointEnergy(StateSpace.real(1), mixture(new double[][] {{0}, {(float) apart}}, 1));
      assertExact(estimate(energy, nothing(1)), two);
    }
    LogPartition coarse = // floats are 0.002 apart there
        estimate(
            new PointEnergy(StateSpace.real(1), mixture(new double[][] {{0}, {20_000}}, 1)),
            nothing(1));
    assertThat(coarse.valid()).isTrue();
    assertThat(two).isBetween(coarse.lower(), coarse.upper());
    for (int dim = 2; dim <= 3; dim++) {
      double[] far = new double[dim];
      far[0] = 60;
      far[1] = -45;
      PointEnergy energy =
          new PointEnergy(StateSpace.real(dim), mixture(new double[][] {new double[dim], far}, 1));
      assertExact(estimate(energy, nothing(dim)), Math.log(2) + dim * 0.5 * Math.log(2 * Math.PI));
    }
    double std = 1e-4;
    PointEnergy spike =
        new PointEnergy(
            StateSpace.real(1),
            x -> {
              double a = Math.log(0.1) - x[0] * x[0] / 2;
              double b = Math.log(0.9 / std) - Math.pow((x[0] - 0.7) / std, 2) / 2;
              return -LogSums.of(new double[] {a, b});
            });
    LogPartition found = estimate(spike, nothing(1)); // floats are a 1,700th of its std apart
    assertThat(found.valid()).as(found.reason()).isTrue();
    assertThat(0.5 * Math.log(2 * Math.PI)).isBetween(found.lower(), found.upper());
    assertThat(found.upper() - found.lower()).isLessThan(2e-3);
  }

  @Test
  void singularEnergies() {
    for (PointEnergy.Point point :
        List.<PointEnergy.Point>of(
            x -> Math.log(Math.abs(x[0])) + x[0] * x[0],
            x -> 2 * Math.log(Math.abs(x[0])) + x[0] * x[0],
            x -> Math.tan(x[0]) + x[0] * x[0],
            x -> -1 / Math.abs(x[0]) + x[0] * x[0])) {
      LogPartition result = estimate(new PointEnergy(StateSpace.real(1), point), nothing(1));
      assertThat(result.valid()).as(result.toString()).isFalse();
      assertThat(result.reason()).isNotEmpty();
    }
    // ∫ |x|^-a exp(-x²/2) dx = 2^((1-a)/2) Γ((1-a)/2)
    for (double a : new double[] {0.5, 0.9}) {
      LogPartition result =
          estimate(
              new PointEnergy(
                  StateSpace.real(1), x -> x[0] * x[0] / 2 + a * Math.log(Math.abs(x[0]))),
              nothing(1));
      double expected = (1 - a) / 2 * Math.log(2) + Gamma.logGamma((1 - a) / 2);
      assertThat(result.valid()).as(result.reason()).isTrue();
      assertThat(expected).isBetween(result.lower(), result.upper());
      assertThat(result.upper() - result.lower()).isLessThan(0.02);
    }
  }

  /** What is known of where the mass lies is made use of, and said. */
  @Test
  void boundsAndSearchAreSettings() {
    PointEnergy energy = new PointEnergy(StateSpace.real(1), x -> x[0] * x[0] / 2);
    LogPartition within =
        new Quadrature(1e-4, 5_000_000, 200_000, List.of(-1.0, 1.0))
            .estimate(energy, TestEstimation.of(1));
    assertExact(within, Math.log(Math.sqrt(2 * Math.PI) * 0.6826894921370859));
    assertThat(within.assumes())
        .isEqualTo(
            "no mass in wells narrower than 4.0e-05 within [-1.000, 1.000], nor any that is not within [-1.0,"
                + " 1.0]");
    assertThat(width(1_000)).isGreaterThan(10 * width(200_000));
  }

  /** The narrowest well that a search of so many energies says it would have seen. */
  private static double width(long search) {
    PointEnergy energy = new PointEnergy(StateSpace.real(1), x -> x[0] * x[0] / 2);
    String assumes =
        new Quadrature(1e-4, 5_000_000, search, null)
            .estimate(energy, TestEstimation.of(1))
            .assumes();
    String prefix = "no mass in wells narrower than ";
    assertThat(assumes).startsWith(prefix).contains(" within [", "of their distance");
    return Double.parseDouble(assumes.substring(prefix.length(), assumes.indexOf(" within")));
  }

  @Test
  void boxes() {
    StateSpace.Box box = new StateSpace.Box(List.of(3), -1, 2);
    assertExact(estimate(new PointEnergy(box, x -> 1.5), nothing(3)), 3 * Math.log(3) - 1.5);
    StateSpace.Box unit = new StateSpace.Box(List.of(1), 0, 1);
    assertExact(
        estimate(new PointEnergy(unit, x -> 20 * x[0]), nothing(1)),
        Math.log(-Math.expm1(-20) / 20));
  }

  @Test
  void hardWalls() {
    EnergyFunction energy =
        new PointEnergy(
            StateSpace.real(2),
            x -> Math.abs(x[0]) < 1 && Math.abs(x[1] - 0.3) < 0.7 ? 0 : Double.POSITIVE_INFINITY);
    LogPartition result =
        new Quadrature(1e-3, 5_000_000, 200_000, null)
            .estimate(energy, context(energy, normal(100, 2, 0.4)));
    assertThat(result.valid()).as(result.reason()).isTrue();
    assertThat(Math.log(2 * 1.4)).isBetween(result.lower(), result.upper());
    assertThat(result.upper() - result.lower()).isLessThan(3e-3);
  }

  @Test
  void tailsThatAreHeavyButIntegrable() {
    EnergyFunction cauchy = new PointEnergy(StateSpace.real(1), x -> Math.log1p(x[0] * x[0]));
    assertExact(estimate(cauchy, nothing(1)), Math.log(Math.PI));
    EnergyFunction laplace =
        new PointEnergy(StateSpace.real(2), x -> 0.01 * (Math.abs(x[0]) + Math.abs(x[1])));
    assertExact(estimate(laplace, normal(100, 2, 1)), 2 * Math.log(200));
  }

  @Test
  void energiesThatAreNotIntegrableAreRefused() {
    for (PointEnergy.Point point :
        List.<PointEnergy.Point>of(
            x -> 3, // flat
            x -> Math.tanh(x[0] * x[0] + x[1] * x[1]), // flat in the end
            x -> x[0] * x[0], // flat along a line
            x -> x[0] * x[0] + x[1] * x[1] - 1e-4 * Math.pow(x[1], 4), // falls far away
            x -> 0.5 * Math.log1p(x[0] * x[0] + x[1] * x[1]))) {
      LogPartition result = estimate(new PointEnergy(StateSpace.real(2), point), normal(50, 2, 1));
      assertThat(result.valid()).isFalse();
      assertThat(result.reason()).startsWith("the energy is not integrable");
    }
  }

  @Test
  void badEnergiesAreRefused() {
    LogPartition nan =
        estimate(
            new PointEnergy(StateSpace.real(2), x -> x[0] > 1 ? Double.NaN : x[0] * x[0]),
            nothing(2));
    assertThat(nan.valid()).isFalse();
    assertThat(nan.reason()).startsWith("the energy is NaN at (");
    LogPartition infinite =
        estimate(
            new PointEnergy(StateSpace.real(1), x -> Double.POSITIVE_INFINITY), normal(10, 1, 1));
    assertThat(infinite.valid()).isFalse();
    EnergyFunction narrow =
        new PointEnergy(StateSpace.real(2), mixture(new double[][] {{0, 0}, {1, 1}}, 0.01));
    LogPartition expensive =
        new Quadrature(1e-4, 10_000, 200_000, null)
            .estimate(narrow, context(narrow, normal(10, 2, 1)));
    assertThat(expensive.valid()).isFalse();
    assertThat(expensive.reason()).isEqualTo("the integral did not converge within 10000 energies");
  }

  @Test
  void resultIsTheSameOnAnyNumberOfThreads() {
    double[][] centres = {{1.3, -0.7}, {-2.2, 1.9}, {0.1, 3.1}};
    EnergyFunction energy = new PointEnergy(StateSpace.real(2), mixture(centres, 0.2));
    Batch data = normal(200, 2, 1);
    LogPartition one = estimate(energy, data);
    try (Workers workers = new Workers(4)) {
      RunContext.Run run =
          new RunContext.Run(2, Path.of(""), null, Dataset.of(energy.space(), data));
      LogPartition four =
          new Quadrature()
              .estimate(energy, new HostEstimation(run, null, workers, (done, total) -> {}));
      assertThat(four).isEqualTo(one);
    }
  }

  @Test
  void otherSpacesAreRefused() {
    assertThat(Quadrature.fits(StateSpace.real(4))).isFalse();
    assertThat(Quadrature.fits(StateSpace.binary(2))).isFalse();
    assertThat(Quadrature.fits(StateSpace.real(1, 3))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimate(new PointEnergy(StateSpace.real(4), x -> 0), nothing(4)));
  }
}
