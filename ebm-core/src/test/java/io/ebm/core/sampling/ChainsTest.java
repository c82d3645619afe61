package io.ebm.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.ClassConditional;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.core.ProgressListener;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Workers;
import io.ebm.core.toy.WalkFactory;
import io.ebm.testkit.GaussianEnergy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains that keep what is given, draw from classes, and remember where they were. */
class ChainsTest {

  private static final double STEP = 0.05;

  private static final double[] MEAN = {1, -2, 0.5};
  private static final double[][] PRECISION = {{2, 0.8, -0.4}, {0.8, 1.5, 0.3}, {-0.4, 0.3, 1}};

  private static Chains chains(EnergyFunction energy, Workers workers) {
    Component<Sampler> walk =
        Component.of(new WalkFactory(), new WalkFactory.Config(Schedule.constant(STEP)));
    return new Chains(energy, walk, new RunContext.Run(7, Path.of(""), null, null), workers);
  }

  private static Batch given(int count) {
    Batch rows = Batch.allocate(2 * count, 3);
    for (int i = 0; i < rows.size(); i++) { // two masks by turns
      rows.set(i, 0, i % 2 == 0 ? 3f : Float.NaN);
      rows.set(i, 1, i % 2 == 0 ? Float.NaN : -1f);
      rows.set(i, 2, i % 2 == 0 ? Float.NaN : 2f);
    }
    return rows;
  }

  /** The law of one coordinate given the others: precision p, mean m - Σ p_j (x_j - m_j) / p. */
  @Test
  void completesFromTheConditionalLaw() {
    int count = 4000;
    try (Workers workers = new Workers(2)) {
      Batch given = given(count);
      Batch found =
          chains(new GaussianEnergy(MEAN, PRECISION), workers)
              .complete(given, 120, 0, 1, ProgressListener.NONE)
              .states();
      double[] odd = new double[count];
      double[][] even = new double[2][count];
      for (int i = 0; i < found.size(); i++) {
        for (int k = 0; k < 3; k++) {
          if (!Float.isNaN(given.get(i, k))) {
            assertThat(found.get(i, k)).isEqualTo(given.get(i, k));
          }
        }
        if (i % 2 == 0) {
          even[0][i / 2] = found.get(i, 1);
          even[1][i / 2] = found.get(i, 2);
        } else {
          odd[i / 2] = found.get(i, 0);
        }
      }
      // one free coordinate; unadjusted steps make a variance of 1 / (p (1 - ε p / 2))
      double mean = 1 - (0.8 * (-1 + 2) + -0.4 * (2 - 0.5)) / 2;
      double variance = 1 / (2 * (1 - STEP));
      assertMean(odd, mean, variance);
      assertCovariance(odd, odd, mean, mean, variance, variance, variance);
      // two free coordinates: precision {{1.5, 0.3}, {0.3, 1}}, pulled by (0.8, -0.4) (3 - 1)
      double determinant = 1.5 * 1 - 0.3 * 0.3;
      double a = -2 - (1 * 1.6 - 0.3 * -0.8) / determinant;
      double b = 0.5 - (-0.3 * 1.6 + 1.5 * -0.8) / determinant;
      double[][] covariance = biased(1.5, 0.3, 1);
      assertMean(even[0], a, covariance[0][0]);
      assertMean(even[1], b, covariance[1][1]);
      double v = covariance[0][0];
      double w = covariance[1][1];
      assertCovariance(even[0], even[0], a, a, v, v, v);
      assertCovariance(even[1], even[1], b, b, w, w, w);
      assertCovariance(even[0], even[1], a, b, covariance[0][1], v, w);
    }
  }

  /** {@code [P (I - ε P / 2)]⁻¹} of a precision of two coordinates. */
  private static double[][] biased(double p, double q, double r) {
    double x = p - STEP / 2 * (p * p + q * q);
    double y = q - STEP / 2 * (p * q + q * r);
    double z = r - STEP / 2 * (q * q + r * r);
    double determinant = x * z - y * y;
    return new double[][] {
      {z / determinant, -y / determinant}, {-y / determinant, x / determinant}
    };
  }

  private static void assertMean(double[] values, double mean, double variance) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double error = Math.sqrt(variance / values.length);
    assertThat(sum / values.length).isBetween(mean - 4.5 * error, mean + 4.5 * error);
  }

  private static void assertCovariance(
      double[] a, double[] b, double meanA, double meanB, double expected, double v, double w) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    double error = Math.sqrt((v * w + expected * expected) / a.length);
    assertThat(sum / a.length).isBetween(expected - 4.5 * error, expected + 4.5 * error);
  }

  @Test
  void completesTheSameOnAnyNumberOfThreads() {
    float[][] found = new float[2][];
    for (int threads : new int[] {1, 3}) {
      try (Workers workers = new Workers(threads)) {
        found[threads / 2] =
            chains(new GaussianEnergy(MEAN, PRECISION), workers)
                .complete(given(20), 13, 0, 1, ProgressListener.NONE)
                .states()
                .array();
      }
    }
    assertThat(found[0]).isEqualTo(found[1]);
  }

  @Test
  void rowsWithoutGapsStay() {
    Batch whole = Batch.of(new float[] {1, 2, 3, 4, 5, 6}, 3);
    try (Workers workers = new Workers(1)) {
      Draws draws =
          chains(new GaussianEnergy(MEAN, PRECISION), workers)
              .complete(whole, 5, 0, 1, ProgressListener.NONE);
      assertThat(draws.states().array()).isEqualTo(whole.array());
      assertThat(draws.states().array()).isNotSameAs(whole.array());
    }
  }

  @Test
  void rowsThatLackTheSameAreTogether() {
    float n = Float.NaN;
    Batch given = Batch.of(new float[] {n, 1, 2, n, n, 3, 4, 5, n, 6, 7, n}, 2);
    List<Gaps> gaps = Gaps.of(given, true);
    assertThat(gaps).hasSize(2);
    assertThat(gaps.get(0).free()).containsExactly(0);
    assertThat(gaps.get(0).rows()).containsExactly(0, 2, 4);
    assertThat(gaps.get(1).free()).containsExactly(1);
    assertThat(gaps.get(1).rows()).containsExactly(1, 5);
    assertThat(gaps.get(1).in(given).get(0, 0)).isEqualTo(2);
    assertThat(gaps.get(1).in(given).get(1, 0)).isEqualTo(7);
    assertThat(Gaps.of(given, false)).hasSize(5);
  }

  /** Classes that are normal around 100 times their number. */
  private static final class Apart implements ClassConditional {
    @Override
    public int classes() {
      return 3;
    }

    @Override
    public EnergyFunction ofClass(int label) {
      return new GaussianEnergy(new double[] {100 * label, 0}, new double[][] {{4, 0}, {0, 4}});
    }
  }

  @Test
  void drawsOfEachClass() {
    int[] classes = new int[150];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i < 70 ? 2 : i < 90 ? 0 : 1 + i % 2; // together, and by turns
    }
    try (Workers workers = new Workers(2)) {
      Batch found =
          chains(GaussianEnergy.standard(2), workers)
              .ofClasses(new Apart(), classes, 120, 0, 1, ProgressListener.NONE)
              .states();
      for (int i = 0; i < classes.length; i++) {
        assertThat(found.get(i, 0)).isBetween(100f * classes[i] - 4, 100f * classes[i] + 4);
        assertThat(found.get(i, 1)).isBetween(-4f, 4f);
      }
    }
  }

  @Test
  void theStripHasTheFirstChainsFromStartToEnd() {
    try (Workers workers = new Workers(2)) {
      Draws draws =
          chains(new GaussianEnergy(new double[1], new double[][] {{1e-9}}), workers)
              .run(200, 450, 0, 1, ProgressListener.NONE);
      Strip strip = draws.strip();
      assertThat(draws.interval()).isEqualTo(5);
      assertThat(strip.chains()).isEqualTo(8);
      assertThat(strip.steps())
          .startsWith(0, 5, 10)
          .endsWith(450)
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(strip.steps().size()).isBetween(10, 12);
      int moments = strip.steps().size();
      assertThat(strip.states().size()).isEqualTo(8 * moments);
      for (int chain = 0; chain < 8; chain++) {
        assertThat(strip.states().get(chain * moments + moments - 1, 0))
            .isEqualTo(draws.states().get(chain, 0));
        for (int m = 1; m < moments; m++) { // as the trace has it
          int moment = strip.steps().get(m) / draws.interval() - 1;
          assertThat((double) strip.states().get(chain * moments + m, 0))
              .isEqualTo(draws.trace()[1][chain][moment]);
        }
      }
      Batch start = Batch.allocate(8, 1);
      for (int chain = 0; chain < 8; chain++) {
        start.copyRow(chain, strip.states(), chain * moments);
      }
      Batch none = Batch.allocate(64, 1);
      StateSpace.real(1)
          .randomStart(none, RandomStream.of(7).split("sampling.sampler").split(0).split("start"));
      for (int chain = 0; chain < 8; chain++) {
        assertThat(start.get(chain, 0)).isEqualTo(none.get(chain, 0));
      }
    }
  }

  @Test
  void theStripIsShortWhereChainsAre() {
    try (Workers workers = new Workers(1)) {
      Strip strip =
          chains(GaussianEnergy.standard(2), workers)
              .run(3, 2, 0, 1, ProgressListener.NONE)
              .strip();
      assertThat(strip.steps()).containsExactly(0, 1, 2);
      assertThat(strip.chains()).isEqualTo(3);
      assertThat(
              chains(GaussianEnergy.standard(2), workers)
                  .run(3, 0, 0, 1, ProgressListener.NONE)
                  .strip()
                  .steps())
          .containsExactly(0);
    }
  }

  /** The free coordinates of an energy have its energies and the slopes by them. */
  @Test
  void freeCoordinatesHaveTheEnergyOfTheWhole() {
    GaussianEnergy whole = new GaussianEnergy(MEAN, PRECISION);
    Batch given = Batch.of(new float[] {5, Float.NaN, 1, 6, Float.NaN, 2}, 3);
    Free free = new Free(whole, new int[] {1}, given, RandomStream.of(1));
    Batch x = Batch.of(new float[] {0.25f, -3}, 1);
    Batch together = Batch.of(new float[] {5, 0.25f, 1, 6, -3, 2}, 3);
    double[] energies = new double[2];
    double[] expected = new double[2];
    Batch slopes = Batch.allocate(2, 1);
    Batch all = Batch.allocate(2, 3);
    whole.gradients(together, expected, all);
    free.energies(x, energies);
    assertThat(energies).containsExactly(expected);
    free.gradients(x, energies, slopes);
    assertThat(energies).containsExactly(expected);
    assertThat(slopes.array()).containsExactly(all.get(0, 1), all.get(1, 1));
    assertThat(free.space()).isEqualTo(StateSpace.real(1));
  }
}
