package io.ebm.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.core.runtime.Workers;
import io.ebm.testkit.GaussianEnergy;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Measures of two sets of rows against closed forms, and against sums over all pairs. */
class MeasuresTest {

  private static final Workers WORKERS = new Workers(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static double frechet(double[] m, double[] a, double[] n, double[] b) {
    return FrechetDistance.between(new Covariance(m, a), new Covariance(n, b), WORKERS);
  }

  @Test
  void frechetDistanceOfAxesIsThatOfDeviations() {
    double distance =
        frechet(
            new double[] {1, 2},
            new double[] {4, 0, 0, 1},
            new double[] {1, -1},
            new double[] {1, 0, 0, 9});
    assertThat(distance).isCloseTo(9 + 1 + 4, within(1e-9));
  }

  /** By numpy 2: {@code sum((m-n)**2) + trace(a+b) - 2*sum(sqrt(eigvals(a@b)))}. */
  @Test
  void frechetDistanceOfCovariancesThatDoNotCommute() {
    double distance =
        frechet(
            new double[] {0.3, -0.2, 1},
            new double[] {2, 0.5, 0.1, 0.5, 1, 0.3, 0.1, 0.3, 0.7},
            new double[] {0, 0.5, 0.25},
            new double[] {1, -0.4, 0.2, -0.4, 1.5, 0.1, 0.2, 0.1, 0.5});
    assertThat(distance).isCloseTo(1.7428862309969917, within(1e-9));
  }

  @Test
  void frechetDistanceIsZeroOfTheSameAndTakesPoints() {
    double[] mean = {1, 2};
    double[] a = {2, 1, 1, 2};
    assertThat(frechet(mean, a, mean, a)).isCloseTo(0, within(1e-9));
    assertThat(frechet(mean, a, mean, new double[4])).isCloseTo(4, within(1e-9));
    assertThat(frechet(mean, new double[4], mean, a)).isCloseTo(4, within(1e-9));
  }

  private static Neighbourhoods.Overlap overlap(Batch examples, Batch samples) {
    return Neighbourhoods.of(examples, WORKERS)
        .overlap(Neighbourhoods.of(samples, WORKERS), WORKERS);
  }

  /**
   * Examples at 0, 1, …, 7: the third nearest is 2 or 3 away, and the fifth 3 to 5. Samples at 7.5
   * and beyond; their third nearest is far off but for the first.
   */
  @Test
  void overlapByHand() {
    Batch examples = Batch.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 1);
    Batch samples = Batch.of(new float[] {3.5f, 3.5f, 3.5f, 3.5f, 100, 101, 102, 103}, 1);
    Neighbourhoods.Overlap overlap = overlap(examples, samples);
    assertThat(overlap.precision()).isEqualTo(0.5);
    // the four samples at 3.5 have balls of radius 0; those from 100 on end before 7
    assertThat(overlap.recall()).isEqualTo(0);
    // 3.5 lies in the wide balls of 1 to 6, whose radii are 4, 3, 3, 3, 3, 4, and of 0 and 7 (5)
    assertThat(overlap.density()).isEqualTo(4 * 8 / (5.0 * 8));
    assertThat(overlap.coverage()).isEqualTo(1);
  }

  @Test
  void overlapIsThatOfAllPairs() {
    Batch examples = Clouds.mixed(300, 6, 1);
    Batch samples = Clouds.normal(280, 6, 0.7, 1.2, 2);
    Neighbourhoods.Overlap overlap = overlap(examples, samples);
    double[] near = radii(examples, 3);
    double[] wide = radii(examples, 5);
    double[] theirs = radii(samples, 3);
    int precise = 0;
    int balls = 0;
    boolean[] covered = new boolean[300];
    boolean[] recalled = new boolean[300];
    for (int i = 0; i < 280; i++) {
      boolean inside = false;
      for (int j = 0; j < 300; j++) {
        double square = Clouds.squared(samples, i, examples, j);
        inside |= square <= near[j];
        balls += square <= wide[j] ? 1 : 0;
        covered[j] |= square <= wide[j];
        recalled[j] |= square <= theirs[i];
      }
      precise += inside ? 1 : 0;
    }
    assertThat(overlap.precision()).isCloseTo(precise / 280.0, within(1e-9));
    assertThat(overlap.recall()).isCloseTo(count(recalled) / 300.0, within(1e-9));
    assertThat(overlap.density()).isCloseTo(balls / (5 * 280.0), within(1e-3));
    assertThat(overlap.coverage()).isCloseTo(count(covered) / 300.0, within(1e-9));
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  private static double[] radii(Batch rows, int k) {
    double[] radii = new double[rows.size()];
    for (int i = 0; i < radii.length; i++) {
      double[] squares = new double[rows.size()];
      for (int j = 0; j < squares.length; j++) {
        squares[j] = Clouds.squared(rows, i, rows, j);
      }
      Arrays.sort(squares); // its own, 0, is the first
      radii[i] = squares[k];
    }
    return radii;
  }

  @Test
  void equalCloudsOverlapAndSeparateOnesDoNot() {
    Batch one = Clouds.normal(400, 5, 0, 1, 1);
    Neighbourhoods.Overlap same = overlap(one, Clouds.normal(400, 5, 0, 1, 2));
    assertThat(same.precision()).isGreaterThan(0.8);
    assertThat(same.recall()).isGreaterThan(0.8);
    assertThat(same.density()).isBetween(0.85, 1.15);
    assertThat(same.coverage()).isGreaterThan(0.9);
    assertThat(overlap(one, Clouds.normal(400, 5, 40, 1, 2)))
        .isEqualTo(new Neighbourhoods.Overlap(0, 0, 0, 0));
  }

  /** Far from the origin products of matrices lose digits, and repeated rows are 0 apart. */
  @Test
  void nearestIsExactFarFromTheOrigin() {
    Batch others = Clouds.normal(300, 4, 1000, 0.01, 1);
    Batch x = Clouds.normal(20, 4, 1000, 0.01, 2);
    x.copyRow(3, others, 200);
    double[] nearest = Neighbourhoods.nearest(x, new Distances(others), WORKERS);
    for (int i = 0; i < 20; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < 300; j++) {
        least = Math.min(least, Clouds.squared(x, i, others, j));
      }
      assertThat(nearest[i]).isCloseTo(least, within(1e-6 * least));
    }
    assertThat(nearest[3]).isZero();
  }

  private static MeanDiscrepancy discrepancy(Batch x, Batch y, double width) {
    return MeanDiscrepancy.between(
        x,
        MeanDiscrepancy.within(x, width, WORKERS),
        y,
        MeanDiscrepancy.within(y, width, WORKERS),
        width,
        WORKERS);
  }

  @Test
  void meanDiscrepancyIsThatOfAllPairs() {
    Batch x = Clouds.mixed(300, 3, 1);
    Batch y = Clouds.normal(270, 3, 0.5, 1, 2);
    double width = MeanDiscrepancy.medianDistance(x);
    MeanDiscrepancy found = discrepancy(x, y, width);
    double gaussian =
        mean(x, x, width, true, true)
            + mean(y, y, width, true, true)
            - 2 * mean(x, y, width, true, false);
    double polynomial =
        mean(x, x, width, false, true)
            + mean(y, y, width, false, true)
            - 2 * mean(x, y, width, false, false);
    assertThat(found.gaussian()).isCloseTo(gaussian, within(1e-5));
    assertThat(found.polynomial()).isCloseTo(polynomial, within(1e-4 * polynomial));
  }

  private static double mean(Batch x, Batch y, double width, boolean gaussian, boolean same) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < y.size(); j++) {
        if (!same || i != j) {
          sum +=
              gaussian
                  ? Math.exp(-Clouds.squared(x, i, y, j) / (2 * width * width))
                  : Math.pow(Clouds.dot(x, i, y, j) / x.dim() + 1, 3);
        }
      }
    }
    return sum / (same ? x.size() * (x.size() - 1.0) : (double) x.size() * y.size());
  }

  @Test
  void medianDistanceIsThatOfThePairs() {
    assertThat(MeanDiscrepancy.medianDistance(Batch.of(new float[] {0, 1, 3}, 1))).isEqualTo(2);
    assertThat(MeanDiscrepancy.medianDistance(Batch.of(new float[] {5, 5}, 1))).isEqualTo(1);
  }

  @Test
  void steinDiscrepancyIsTheSumOverPairs() {
    Batch x = Clouds.normal(280, 3, 0.4, 1.1, 1);
    double width = 1.3;
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.size(); j++) {
        if (i != j) { // the score of the standard normal is -x
          double square = Clouds.squared(x, i, x, j);
          double q = width * width + square;
          sum +=
              Clouds.dot(x, i, x, j) / Math.sqrt(q)
                  - square / Math.pow(q, 1.5)
                  + 3 / Math.pow(q, 1.5)
                  - 3 * square / Math.pow(q, 2.5);
        }
      }
    }
    double found = SteinDiscrepancy.of(GaussianEnergy.standard(3), x, width, WORKERS);
    assertThat(found).isCloseTo(sum / (280 * 279.0), within(1e-5));
  }

  @Test
  void steinDiscrepancyIsNearZeroOfExactRowsOnly() {
    GaussianEnergy energy = GaussianEnergy.standard(4);
    double exact = SteinDiscrepancy.of(energy, Clouds.normal(600, 4, 0, 1, 1), 2, WORKERS);
    double moved = SteinDiscrepancy.of(energy, Clouds.normal(600, 4, 0.5, 1, 1), 2, WORKERS);
    double wide = SteinDiscrepancy.of(energy, Clouds.normal(600, 4, 0, 1.5, 1), 2, WORKERS);
    assertThat(Math.abs(exact)).isLessThan(0.01);
    assertThat(moved).isGreaterThan(0.05);
    assertThat(wide).isGreaterThan(0.05);
  }

  @Test
  void aClassifierTellsSeparateSetsAndNoEqualOnes() {
    Batch one = Clouds.normal(2000, 5, 0, 1, 1);
    assertThat(TwoSampleTest.accuracy(one, Clouds.normal(2000, 5, 0, 1, 2), WORKERS))
        .isBetween(0.46, 0.54); // within 3.5 standard errors, 0.011 each
    assertThat(TwoSampleTest.accuracy(one, Clouds.normal(2000, 5, 10, 1, 2), WORKERS)).isEqualTo(1);
    // the best line between normals 1 apart in each of 5 coordinates is right with Φ(√5 / 2)
    assertThat(TwoSampleTest.accuracy(one, Clouds.normal(2000, 5, 1, 1, 2), WORKERS))
        .isCloseTo(0.868, within(0.03));
  }

  @Test
  void aCoordinateThatIsConstantTellsNothing() {
    Batch one = Clouds.normal(200, 2, 0, 1, 1);
    Batch other = Clouds.normal(200, 2, 0, 1, 2);
    for (int i = 0; i < 200; i++) {
      one.set(i, 1, 3);
      other.set(i, 1, 3);
    }
    assertThat(TwoSampleTest.accuracy(one, other, WORKERS)).isBetween(0.35, 0.65);
  }

  @Test
  void threadsChangeNothing() {
    Batch x = Clouds.mixed(700, 5, 1);
    Batch y = Clouds.normal(700, 5, 0.5, 1, 2);
    double[][] all = new double[3][];
    for (int threads = 1; threads <= 3; threads++) {
      all[threads - 1] = Clouds.on(threads, workers -> measures(x, y, workers));
    }
    assertThat(all[1]).isEqualTo(all[0]);
    assertThat(all[2]).isEqualTo(all[0]);
  }

  private static double[] measures(Batch x, Batch y, Workers workers) {
    Neighbourhoods.Overlap overlap =
        Neighbourhoods.of(x, workers).overlap(Neighbourhoods.of(y, workers), workers);
    MeanDiscrepancy within = MeanDiscrepancy.within(x, 2, workers);
    return new double[] {
      FrechetDistance.between(Covariance.of(x, workers), Covariance.of(y, workers), workers),
      overlap.precision(),
      overlap.density(),
      within.gaussian(),
      within.polynomial(),
      SteinDiscrepancy.of(GaussianEnergy.standard(5), x, 2, workers),
      TwoSampleTest.accuracy(x, y, workers)
    };
  }
}
