package io.ebm.core.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void aucOfSmallCases() {
    assertThat(Auc.of(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(1);
    assertThat(Auc.of(new double[] {1, 2}, new double[] {3, 4})).isZero();
    assertThat(Auc.of(new double[] {1, 1}, new double[] {1})).isEqualTo(0.5);
    assertThat(Auc.of(new double[] {0.8, 0.4}, new double[] {0.4, 0.1, 0.9}))
        .isCloseTo((1 + 1 + 0 + 0.5 + 1 + 0) / 6, within(1e-15));
    assertThat(Auc.of(new double[] {}, new double[] {1})).isNaN();
    assertThat(Auc.of(new double[] {1, Double.NaN}, new double[] {1})).isNaN();
    assertThat(Auc.of(new double[] {Double.POSITIVE_INFINITY}, new double[] {1})).isEqualTo(1);
  }

  @Test
  void aucIsTheShareOfPairs() {
    RandomStream random = RandomStream.of(11);
    double[] up = new double[57];
    double[] down = new double[91];
    for (int i = 0; i < up.length; i++) {
      up[i] = random.nextInt(20) + 3;
    }
    for (int i = 0; i < down.length; i++) {
      down[i] = random.nextInt(20);
    }
    double wins = 0;
    for (double u : up) {
      for (double d : down) {
        wins += u > d ? 1 : u == d ? 0.5 : 0;
      }
    }
    assertThat(Auc.of(up, down)).isCloseTo(wins / up.length / down.length, within(1e-12));
  }

  @Test
  void coverageCountsTheNearest() {
    Batch centres = Batch.of(new float[] {0, 0, 10, 0, 0, 10}, 2);
    Batch samples = Batch.of(new float[] {1, 1, 9, 1, 8, -3, -1, 0}, 2);
    ModeCoverage coverage = ModeCoverage.of(samples, centres);
    assertThat(coverage.shares()).containsExactly(0.5, 0.5, 0.0);
    assertThat(coverage.covered(0.1)).isEqualTo(2);
    assertThat(coverage.lowest()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModeCoverage.of(Batch.allocate(0, 2), centres));
  }

  @Test
  void summary() {
    Summary summary = Summary.of(new double[] {4, 1, 3, 2});
    assertThat(summary.count()).isEqualTo(4);
    assertThat(summary.mean()).isEqualTo(2.5);
    assertThat(summary.sd()).isCloseTo(Math.sqrt(5 / 3.0), within(1e-15));
    assertThat(summary.median()).isEqualTo(2.5);
    assertThat(summary.q05()).isCloseTo(1.15, within(1e-15));
    assertThat(summary.q95()).isCloseTo(3.85, within(1e-15));
    assertThat(summary.min()).isEqualTo(1);
    assertThat(summary.max()).isEqualTo(4);
    assertThat(summary.standardError()).isCloseTo(Math.sqrt(5 / 12.0), within(1e-15));
    assertThat(Summary.of(new double[] {1, Double.NaN}).mean()).isNaN();
    assertThat(Summary.of(new double[0]).count()).isZero();
  }
}
