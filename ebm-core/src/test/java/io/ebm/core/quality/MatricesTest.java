package io.ebm.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

/** Covariances, factors and eigenvalues against direct computations. */
class MatricesTest {

  private static double[] covariance(int dim) {
    return Clouds.on(2, threads -> Covariance.of(Clouds.mixed(4 * dim, dim, 1), threads)).matrix();
  }

  private static EigenDecomposition eigen(int dim, double[] matrix) {
    double[][] rows = new double[dim][];
    for (int i = 0; i < dim; i++) {
      rows[i] = Arrays.copyOfRange(matrix, i * dim, (i + 1) * dim);
    }
    return new EigenDecomposition(new Array2DRowRealMatrix(rows));
  }

  @Test
  void covarianceIsThatOfTheSums() {
    int dim = 70;
    Batch rows = Clouds.mixed(600, dim, 3);
    Covariance covariance = Clouds.on(2, threads -> Covariance.of(rows, threads));
    for (int i = 0; i < dim; i += 7) {
      for (int j = 0; j < dim; j += 3) {
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
          sum +=
              (rows.get(row, i) - covariance.mean()[i]) * (rows.get(row, j) - covariance.mean()[j]);
        }
        double expected = sum / (rows.size() - 1);
        assertThat(covariance.matrix()[i * dim + j]).isCloseTo(expected, within(2e-6));
      }
    }
    for (int threads = 1; threads <= 3; threads++) {
      assertThat(Clouds.on(threads, workers -> Covariance.of(rows, workers)).matrix())
          .isEqualTo(covariance.matrix());
    }
  }

  @Test
  void eigenvaluesAreThoseOfTheDecomposition() {
    for (int dim : new int[] {1, 2, 3, 40, 65}) {
      double[] matrix = covariance(dim);
      double[] expected = eigen(dim, matrix).getRealEigenvalues();
      Arrays.sort(expected);
      assertThat(Spectrum.values(dim, matrix)).containsExactly(expected, within(1e-9));
    }
  }

  @Test
  void eigenvaluesMayBeEqualAndZero() {
    double[] diagonal = {2, 0, 0, 0, 2, 0, 0, 0, 0};
    assertThat(Spectrum.values(3, diagonal)).containsExactly(new double[] {0, 2, 2}, within(1e-9));
    assertThat(Spectrum.values(2, new double[4])).containsExactly(new double[2], within(1e-12));
  }

  @Test
  void factorTimesItsTransposedIsTheMatrix() {
    int dim = 75;
    double[] matrix = covariance(dim);
    Cholesky cholesky = Clouds.on(3, threads -> Cholesky.of(dim, matrix, 0.1, threads));
    double[] l = cholesky.factor();
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
          sum += l[i * dim + k] * l[j * dim + k];
        }
        assertThat(sum).isCloseTo(matrix[i * dim + j] + (i == j ? 0.1 : 0), within(1e-10));
      }
    }
    double[] x = new double[dim];
    x[3] = 1;
    cholesky.solve(x);
    for (int i = 0; i < dim; i++) {
      double sum = 0.1 * x[i];
      for (int k = 0; k < dim; k++) {
        sum += matrix[i * dim + k] * x[k];
      }
      assertThat(sum).isCloseTo(i == 3 ? 1 : 0, within(1e-9));
    }
    float[] inverse = cholesky.inverse();
    double sum = 0;
    for (int k = 0; k < dim; k++) {
      sum += inverse[50 * dim + k] * l[k * dim + 20];
    }
    assertThat(sum).isCloseTo(0, within(1e-5));
  }

  @Test
  void aMatrixWithoutFullRankHasAFactorToo() {
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    double[] l = Clouds.on(1, threads -> Cholesky.of(3, ones, 0, threads)).factor();
    assertThat(l).containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 0);
  }

  /** 30 coordinates take the direct way, 400 the iteration. */
  @Test
  void componentsAreEigenvectors() {
    for (int dim : new int[] {30, 400}) {
      Batch rows = Clouds.mixed(500, dim, 5);
      Covariance covariance = Clouds.on(2, threads -> Covariance.of(rows, threads));
      PrincipalComponents components =
          Clouds.on(2, threads -> PrincipalComponents.of(covariance, 8, threads));
      EigenDecomposition eigen = eigen(dim, covariance.matrix());
      double share = 0;
      for (int k = 0; k < 8; k++) {
        double variance = eigen.getRealEigenvalue(k);
        share += variance / covariance.trace();
        assertThat(components.variance(k)).isCloseTo(variance, within(1e-5 * variance));
        double[] expected = eigen.getEigenvector(k).toArray();
        double along = 0;
        for (int j = 0; j < dim; j++) {
          along += expected[j] * components.direction(k)[j];
        }
        assertThat(Math.abs(along)).isCloseTo(1, within(1e-4));
      }
      assertThat(components.share(8)).isCloseTo(share, within(1e-5));
      int first = components.having(share / 2);
      assertThat(components.share(first)).isGreaterThanOrEqualTo(share / 2);
      assertThat(components.share(first - 1)).isLessThan(share / 2);
      float[] again =
          Clouds.on(3, threads -> PrincipalComponents.of(covariance, 8, threads)).direction(7);
      assertThat(again).isEqualTo(components.direction(7));
    }
  }

  @Test
  void residualsAreWhatComponentsLeave() {
    int dim = 30;
    Batch rows = Clouds.mixed(200, dim, 6);
    Covariance covariance = Clouds.on(1, threads -> Covariance.of(rows, threads));
    PrincipalComponents components =
        Clouds.on(1, threads -> PrincipalComponents.of(covariance, 9, threads)).first(4);
    double[] residuals = new double[12];
    components.residuals(rows.slice(5, 15), residuals, 1);
    Batch along = Batch.allocate(10, 4);
    components.project(rows.slice(5, 15), along);
    for (int i = 0; i < 10; i++) {
      double square = 0;
      for (int j = 0; j < dim; j++) {
        double left = rows.get(5 + i, j) - covariance.mean()[j];
        for (int k = 0; k < 4; k++) {
          left -= along.get(i, k) * components.direction(k)[j];
        }
        square += left * left;
      }
      assertThat(residuals[1 + i]).isCloseTo(square, within(1e-4 * square));
    }
  }
}
