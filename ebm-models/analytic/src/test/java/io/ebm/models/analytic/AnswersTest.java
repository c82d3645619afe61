package io.ebm.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.PerClass;
import io.ebm.api.RandomStream;
import io.ebm.api.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What energies say of themselves, against sums over a fine grid. */
class AnswersTest {

  private static final int POINTS = 1600;

  static Mixture mixture() {
    return new Mixture(
        new double[] {0.3, 0.7},
        List.of(
            new Quadratic(new double[] {-1, 1}, new double[][] {{0.5, 0.2}, {0.2, 0.4}}),
            new Quadratic(new double[] {2, -1}, new double[][] {{0.3, 0}, {0, 1}})));
  }

  static List<SolvedEnergy> solved() {
    return List.of(
        new Gaussian(new Quadratic(new double[] {1, -2}, new double[][] {{2, 0.9}, {0.9, 1}})),
        mixture(),
        new DoubleWell(2, 6, 0.7, 1.5),
        new Rosenbrock(2, 0.5, 3),
        new Funnel(2, 0.8),
        new Ring(2, 2, 0.4),
        new Ring(2, 0.5, 0.6));
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Sums(double logZ, double[] means, double[] variances) {}

  private static Sums integrate(RowEnergy energy, double reach) {
    double step = 2 * reach / POINTS;
    double[] slope = new double[2];
    double total = 0;
    double[] first = new double[2];
    double[] second = new double[2];
    for (int i = 0; i <= POINTS; i++) {
      for (int j = 0; j <= POINTS; j++) {
        double[] x = {-reach + i * step, -reach + j * step};
        double weight = Math.exp(-energy.energy(x, slope)) * step * step;
        total += weight;
        for (int k = 0; k < 2; k++) {
          first[k] += weight * x[k];
          second[k] += weight * x[k] * x[k];
        }
      }
    }
    double[] means = {first[0] / total, first[1] / total};
    return new Sums(
        Math.log(total),
        means,
        new double[] {
          second[0] / total - means[0] * means[0], second[1] / total - means[1] * means[1]
        });
  }

  @ParameterizedTest
  @MethodSource("solved")
  void logPartitionAndMomentsAreThoseOfTheGrid(SolvedEnergy energy) {
    Sums sums = integrate(energy, 14);
    assertThat(energy.logPartition()).isCloseTo(sums.logZ, within(1e-4));
    double[] known = new double[2];
    energy.means(known);
    for (int k = 0; k < 2; k++) {
      if (!Double.isNaN(known[k])) {
        assertThat(known[k]).isCloseTo(sums.means[k], within(2e-4));
      }
    }
    energy.variances(known);
    for (int k = 0; k < 2; k++) {
      if (!Double.isNaN(known[k])) {
        assertThat(known[k]).isCloseTo(sums.variances[k], within(2e-3));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("solved")
  void samplesHaveTheMomentsOfTheGrid(SolvedEnergy energy) {
    Sums sums = integrate(energy, 14);
    int n = 40_000;
    Batch samples = Batch.allocate(n, 2);
    energy.sample(samples, RandomStream.of(11));
    for (int k = 0; k < 2; k++) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += samples.get(i, k) / n;
      }
      double variance = 0;
      double fourth = 0;
      for (int i = 0; i < n; i++) {
        double off = samples.get(i, k) - mean;
        variance += off * off / n;
        fourth += off * off * off * off / n;
      }
      assertThat(mean).isCloseTo(sums.means[k], within(4.5 * Math.sqrt(variance / n)));
      assertThat(variance)
          .isCloseTo(
              sums.variances[k], within(4.5 * Math.sqrt((fourth - variance * variance) / n)));
    }
  }

  /** The energy of a class is that part with its weight, and has no classes itself. */
  @Test
  void classesArePartsWithTheirWeights() {
    Mixture whole = mixture();
    double sum = 0;
    for (int k = 0; k < whole.classes(); k++) {
      Mixture part = (Mixture) whole.ofClass(k);
      assertThat(part.as(PerClass.class)).isEmpty();
      sum += Math.exp(part.logPartition());
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  /** {@code p * N(0, σ²)}, point by point. */
  @Test
  void blurredEnergiesAreConvolutions() {
    double sigma = 0.7;
    double[] slope = new double[2];
    double[] at = {0.4, -0.2};
    Gaussian gaussian =
        new Gaussian(new Quadratic(new double[] {1, -2}, new double[][] {{2, 0.9}, {0.9, 1}}));
    for (SolvedEnergy energy : List.of(mixture(), gaussian)) {
      SolvedEnergy blurred =
          (SolvedEnergy) ((io.ebm.api.noise.NoiseConditioned) energy).atNoise(sigma);
      double step = 0.02;
      double density = 0;
      for (double a = -5; a <= 5; a += step) {
        for (double b = -5; b <= 5; b += step) {
          double noise = Math.exp(-(a * a + b * b) / (2 * sigma * sigma));
          double[] x = {at[0] - a, at[1] - b};
          density += noise * Math.exp(-energy.energy(x, slope)) * step * step;
        }
      }
      double expected =
          Math.log(density) - Math.log(2 * Math.PI * sigma * sigma) - energy.logPartition();
      assertThat(-blurred.energy(at, slope) - blurred.logPartition())
          .isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void gradientsOfSomeExamplesAddUpToThatOfAll() {
    float[] signed = {1, 0.5f, -1, 2, 0.3f, -0.8f, 1.5f, 1};
    LogisticRegression energy = new LogisticRegression(signed, 2, 3);
    Batch x = Batch.of(new float[] {0.3f, -0.7f, 1, 2}, 2);
    Batch whole = Batch.allocate(2, 2);
    energy.gradients(x, new double[2], whole);
    Batch mean = Batch.allocate(2, 2);
    Batch one = Batch.allocate(2, 2);
    for (int t = 0; t < energy.terms(); t++) {
      energy.gradients(x, new int[] {t, 99}, 1, one);
      for (int i = 0; i < 4; i++) {
        mean.array()[i] += one.array()[i] / energy.terms();
      }
    }
    energy.gradients(x, new int[] {0, 1, 2, 3}, 4, one);
    for (int i = 0; i < 4; i++) {
      assertThat(mean.array()[i]).isCloseTo(whole.array()[i], within(1e-5f));
      assertThat(one.array()[i]).isCloseTo(whole.array()[i], within(1e-5f));
    }
  }

  @Test
  void potentialOfMuellerAndBrownHasItsPublishedMinima() {
    MuellerBrown energy = new MuellerBrown(1);
    double[] slope = new double[2];
    assertThat(energy.energy(new double[] {-0.558224, 1.441726}, slope))
        .isCloseTo(-146.6995, within(1e-3));
    assertThat(slope[0]).isCloseTo(0, within(0.02));
    assertThat(energy.energy(new double[] {0.623499, 0.028038}, slope))
        .isCloseTo(-108.1667, within(1e-3));
    assertThat(energy.energy(new double[] {-0.050011, 0.466694}, slope))
        .isCloseTo(-80.7678, within(1e-3));
  }

  @Test
  void rotatedCovarianceHasTheConditionAsked() {
    double[][] covariance = GaussianFactory.rotated(8, 1000, RandomStream.of(2));
    double[] eigenvalues =
        new org.apache.commons.math3.linear.EigenDecomposition(
                org.apache.commons.math3.linear.MatrixUtils.createRealMatrix(covariance))
            .getRealEigenvalues();
    assertThat(eigenvalues[0]).isCloseTo(1, within(1e-9));
    assertThat(eigenvalues[7]).isCloseTo(1e-3, within(1e-9));
  }

  @Test
  void covarianceThatIsNoneIsRefused() {
    List<List<Double>> indefinite = List.of(List.of(1.0, 2.0), List.of(2.0, 1.0));
    GaussianFactory.Config config = new GaussianFactory.Config(null, indefinite, 2, 1);
    assertThatThrownBy(() -> new GaussianFactory().create(config, io.ebm.testkit.TestContext.of(1)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("positive definite");
    List<List<Double>> ragged = List.of(List.of(1.0, 2.0), List.of(2.0));
    assertThatThrownBy(() -> new GaussianFactory.Config(null, ragged, 2, 1))
        .hasMessageContaining("square");
  }

  @Test
  void posteriorOfLogisticRegressionIsTheSumOverExamples() {
    float[] signed = {1, 2, -1, 0.5f, 0.3f, -2};
    LogisticRegression energy = new LogisticRegression(signed, 2, 3);
    Batch theta = Batch.of(new float[] {0.7f, -0.4f, 30, -60}, 2);
    double[] out = new double[2];
    energy.energies(theta, out);
    for (int row = 0; row < 2; row++) {
      double a = theta.get(row, 0);
      double b = theta.get(row, 1);
      double expected = (a * a + b * b) / 18;
      for (int n = 0; n < 3; n++) {
        double margin = a * signed[2 * n] + b * signed[2 * n + 1];
        expected += Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(-margin, 0);
      }
      assertThat(out[row]).isCloseTo(expected, within(1e-5 * expected));
    }
  }
}
