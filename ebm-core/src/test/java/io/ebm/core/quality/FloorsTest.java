package io.ebm.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.runtime.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Draws of fitted Gaussians, and simple scores of outliers. */
class FloorsTest {

  private static final Workers WORKERS = new Workers(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @Test
  void drawsHaveTheMomentsOfTheRows() {
    Batch rows = Clouds.mixed(2000, 4, 1);
    Batch drawn = Gaussian.of(StateSpace.real(4), rows).draw(20_000, RandomStream.of(2), WORKERS);
    Covariance expected = Covariance.of(rows, WORKERS);
    Covariance found = Covariance.of(drawn, WORKERS);
    for (int i = 0; i < 4; i++) {
      double deviation = Math.sqrt(expected.matrix()[5 * i]);
      assertThat(found.mean()[i]).isCloseTo(expected.mean()[i], within(0.04 * deviation));
      for (int j = 0; j < 4; j++) {
        double scale = deviation * Math.sqrt(expected.matrix()[5 * j]);
        assertThat(found.matrix()[4 * i + j])
            .isCloseTo(expected.matrix()[4 * i + j], within(0.06 * scale));
      }
    }
  }

  @Test
  void drawsStayInTheRangeAndInTheSpace() {
    Batch rows = Batch.of(new float[] {0, 1, 1, 0, 1, 1, 0, 0}, 2);
    Batch real = Gaussian.of(StateSpace.real(2), rows).draw(100, RandomStream.of(1), WORKERS);
    for (float value : real.array()) {
      assertThat(value).isBetween(0f, 1f);
    }
    Batch bits = Gaussian.of(StateSpace.binary(2), rows).draw(5000, RandomStream.of(1), WORKERS);
    assertThat(StateSpace.binary(2).firstOutside(bits)).isNegative();
    assertThat(Covariance.mean(bits)[0]).isCloseTo(0.5, within(0.03));
    Batch ups = Batch.of(new float[] {1, 1, 1, -1}, 1);
    Batch spins = Gaussian.of(StateSpace.spin(1), ups).draw(5000, RandomStream.of(1), WORKERS);
    assertThat(StateSpace.spin(1).firstOutside(spins)).isNegative();
    assertThat(Covariance.mean(spins)[0]).isCloseTo(0.5, within(0.06));
  }

  @Test
  void drawsDoNotDependOnThreads() {
    Batch rows = Clouds.mixed(100, 3, 1);
    Gaussian gaussian = Gaussian.of(StateSpace.real(3), rows);
    float[] one = Clouds.on(1, workers -> gaussian.draw(200, RandomStream.of(1), workers)).array();
    assertThat(Clouds.on(3, workers -> gaussian.draw(200, RandomStream.of(1), workers)).array())
        .isEqualTo(one);
  }

  @Test
  void distancesFromAGaussianAreThoseOfItsInverse() {
    Batch rows = Batch.of(new float[] {2, 0, -2, 0, 0, 1, 0, -1}, 2); // variances 8/3 and 2/3
    Outliers outliers = Outliers.of(rows, WORKERS);
    double ridge = 1e-3 * (8 + 2) / 6.0;
    double[] found = outliers.mahalanobis(Batch.of(new float[] {3, 0, 1, 2}, 2));
    assertThat(found[0]).isCloseTo(9 / (8 / 3.0 + ridge), within(1e-5));
    assertThat(found[1]).isCloseTo(1 / (8 / 3.0 + ridge) + 4 / (2 / 3.0 + ridge), within(1e-5));
    assertThat(outliers.nearest(Batch.of(new float[] {3, 1}, 2))).containsExactly(2);
  }

  /** Of two variances 8/3 and 2/3 the first is 80 %, so that both are needed for 90 %. */
  @Test
  void componentsHaveNineTenthsOfTheVariance() {
    Batch wide = Batch.of(new float[] {2, 0, -2, 0, 0, 1, 0, -1}, 2);
    assertThat(Outliers.of(wide, WORKERS).components()).isEqualTo(2);
    Batch long1 = Batch.of(new float[] {9, 0, -9, 0, 0, 1, 0, -1}, 2);
    Outliers outliers = Outliers.of(long1, WORKERS);
    assertThat(outliers.components()).isEqualTo(1);
    double[] residuals = outliers.residuals(Batch.of(new float[] {100, 3}, 2));
    assertThat(residuals[0]).isCloseTo(9, within(1e-3));
  }
}
