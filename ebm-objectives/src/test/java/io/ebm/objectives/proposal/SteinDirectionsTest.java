package io.ebm.objectives.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SteinDirectionsTest {

  private static final double STEP = 1e-4;

  private final int n = 7;
  private final int dim = 3;
  private final SteinDirections stein = new SteinDirections(n, dim);

  SteinDirectionsTest() {
    RandomStream random = RandomStream.of(4);
    for (int k = 0; k < n * dim; k++) {
      stein.points()[k] = random.nextGaussian();
      stein.scores()[k] = random.nextGaussian();
    }
  }

  private static double kernel(double[] x, double[] y, double h) {
    double square = 0;
    for (int c = 0; c < x.length; c++) {
      square += (x[c] - y[c]) * (x[c] - y[c]);
    }
    return Math.exp(-square / h);
  }

  private static double[] moved(double[] x, int c, double by) {
    double[] moved = x.clone();
    moved[c] += by;
    return moved;
  }

  private static double[] row(double[] all, int i, int dim) {
    return Arrays.copyOfRange(all, i * dim, (i + 1) * dim);
  }

  private double width() {
    double[] distances = new double[n * (n - 1) / 2];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double kernel = kernel(row(stein.points(), i, dim), row(stein.points(), j, dim), 1);
        distances[pair++] = Math.sqrt(-Math.log(kernel));
      }
    }
    Arrays.sort(distances);
    return Math.pow(distances[pair / 2], 2) / Math.log(n);
  }

  /** By the definitions, with derivatives of the kernel by differences. */
  @Test
  void isWhatTheFormulasSay() {
    double h = width();
    double discrepancy = 0;
    double[] directions = new double[n * dim];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double[] x = row(stein.points(), i, dim);
        double[] y = row(stein.points(), j, dim);
        for (int c = 0; c < dim && i != j; c++) {
          double k = kernel(x, y, h);
          double byX = difference(x, y, c, h);
          double byY = difference(y, x, c, h);
          double byBoth =
              (difference(x, moved(y, c, STEP), c, h) - difference(x, moved(y, c, -STEP), c, h))
                  / (2 * STEP);
          double mine = stein.scores()[i * dim + c];
          double theirs = stein.scores()[j * dim + c];
          directions[j * dim + c] += (k * mine + byX) / (n - 1);
          discrepancy += (k * mine * theirs + mine * byY + theirs * byX + byBoth) / (n * (n - 1.0));
        }
      }
    }
    assertThat(stein.compute()).isCloseTo(discrepancy, within(1e-5));
    assertThat(stein.medianDistance()).isCloseTo(Math.sqrt(h * Math.log(n)), within(1e-12));
    for (int k = 0; k < directions.length; k++) {
      assertThat(stein.directions()[k]).isCloseTo(directions[k], within(1e-5));
    }
  }

  private static double difference(double[] x, double[] y, int c, double h) {
    return (kernel(moved(x, c, STEP), y, h) - kernel(moved(x, c, -STEP), y, h)) / (2 * STEP);
  }

  /** Of draws of the target it is 0 in the mean, of others positive. */
  @Test
  void theDiscrepancyTellsLawsApart() {
    assertThat(discrepancy(0, 1)).isCloseTo(0, within(0.02));
    assertThat(discrepancy(0.7, 1)).isGreaterThan(0.15);
    assertThat(discrepancy(0, 0.6)).isGreaterThan(0.15);
  }

  /** Of draws of {@code N(mean, sd²)} in two dimensions against the standard normal. */
  private static double discrepancy(double mean, double sd) {
    SteinDirections of = new SteinDirections(20, 2);
    RandomStream random = RandomStream.of(9);
    double sum = 0;
    for (int draw = 0; draw < 2000; draw++) {
      for (int k = 0; k < 40; k++) {
        of.points()[k] = mean + sd * random.nextGaussian();
        of.scores()[k] = -of.points()[k];
      }
      sum += of.compute() / 2000;
    }
    return sum;
  }

  @Test
  void pointsThatAreOneShareTheirScores() {
    Arrays.fill(stein.points(), 0.5);
    stein.compute();
    double others = 0;
    for (int i = 1; i < n; i++) {
      others += stein.scores()[i * dim] / (n - 1);
    }
    assertThat(stein.directions()[0]).isCloseTo(others, within(1e-12));
  }
}
