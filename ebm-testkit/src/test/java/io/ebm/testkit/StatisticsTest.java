package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void chiSquareOfAKnownTable() {
    // 10, 20, 30 against equal thirds: statistic 10 with 2 degrees of freedom, p = exp(-5).
    double p = Statistics.chiSquare(new long[] {10, 20, 30}, new double[] {1 / 3., 1 / 3., 1 / 3.});
    assertThat(p).isCloseTo(Math.exp(-5), within(1e-12));
    assertThat(Statistics.chiSquare(new long[] {10, 1}, new double[] {1, 0})).isZero();
  }

  @Test
  void valuesOfATrueHypothesisAreUniform() {
    int below = 0;
    for (int k = 0; k < 1000; k++) {
      RandomStream random = RandomStream.of(k);
      double[] sample = random.doubles(200).toArray();
      below += Statistics.kolmogorovSmirnov(sample, x -> x) < 0.05 ? 1 : 0;
    }
    assertThat(below).isBetween(30, 70);
  }

  @Test
  void holmRejectsStepByStep() {
    List<PValue> family =
        List.of(new PValue("a", 0.02), new PValue("b", 0.01), new PValue("c", 0.6));
    assertThat(PValue.rejected(family, 0.05)).extracting(PValue::name).containsExactly("b", "a");
    assertThat(PValue.rejected(family, 0.02)).isEmpty();
    assertThatThrownBy(() -> PValue.check("c", 7, List.of(new PValue("x", 0.001))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 7")
        .hasMessageContaining("x: p = 0.00100");
    assertThatThrownBy(() -> PValue.check("c", 7, List.of())).isInstanceOf(AssertionError.class);
  }

  @Test
  void oneRejectionIsNoneAndTwoAre() {
    int[] runs = new int[1];
    PValue.confirm("a claim", 7, seed -> List.of(new PValue("x", runs[0]++ == 0 ? 1e-9 : 0.5)));
    assertThat(runs[0]).isEqualTo(2);
    assertThatThrownBy(() -> PValue.confirm("c", 7, seed -> List.of(new PValue("x", 1e-9))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 7")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
  }

  @Test
  void totalVariationOfExactSamplesIsNearItsFloor() {
    double[] law = {0.1, 0.2, 0.3, 0.4};
    double sum = 0;
    for (int k = 0; k < 200; k++) {
      long[] counts = new long[4];
      RandomStream random = RandomStream.of(k);
      for (int i = 0; i < 1000; i++) {
        double u = random.nextDouble();
        counts[u < 0.1 ? 0 : u < 0.3 ? 1 : u < 0.6 ? 2 : 3]++;
      }
      sum += Statistics.totalVariation(counts, law);
    }
    double floor = Statistics.totalVariationFloor(law, 1000);
    assertThat(sum / 200).isCloseTo(floor, within(0.05 * floor));
  }
}
