package io.ebm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientTest {

  private static final Parameters PARAMETERS =
      Parameters.builder().add("a", 100).add("b", 7).build();

  @Test
  void sparseAndDenseGradientsAreTheSameNumbers() {
    long seed = 3;
    Random random = new Random(seed);
    Gradient dense = PARAMETERS.newGradient();
    Gradient sparse = PARAMETERS.newSparseGradient();
    Gradient other = PARAMETERS.newSparseGradient();
    for (int trial = 0; trial < 50; trial++) {
      dense.clear();
      sparse.clear();
      other.clear();
      for (int k = 0; k < 4; k++) {
        int from = random.nextInt(107);
        int to = Math.min(107, from + random.nextInt(20));
        Gradient into = k % 2 == 0 ? sparse : other;
        into.mark(from, to);
        for (int i = from; i < to; i++) {
          float value = (float) random.nextGaussian();
          into.values()[i] += value;
        }
      }
      dense.add(sparse);
      dense.add(other);
      dense.scale(0.5);
      sparse.add(other);
      sparse.scale(0.5);
      assertThat(sparse.values()).as("seed %d, trial %d", seed, trial).isEqualTo(dense.values());
      assertThat(sparse.norm()).isCloseTo(dense.norm(), org.assertj.core.data.Offset.offset(1e-6));
    }
    sparse.clear();
    assertThat(sparse.values()).containsOnly(0f);
    assertThat(sparse.ranges()).isZero();
  }

  @Test
  void rangesCoverWhatIsMarkedOnce() {
    Gradient sparse = PARAMETERS.newSparseGradient();
    sparse.mark(5, 5);
    assertThat(sparse.ranges()).isZero();
    sparse.mark(15, 17);
    sparse.mark(105, 107);
    sparse.mark(16, 30);
    assertThat(sparse.ranges()).isEqualTo(3);
    int[] seen = new int[107];
    for (int range = 0; range < sparse.ranges(); range++) {
      for (int i = sparse.rangeFrom(range); i < sparse.rangeTo(range); i++) {
        seen[i]++;
      }
    }
    for (int i = 0; i < 107; i++) {
      assertThat(seen[i]).isEqualTo(i < 32 || i >= 96 ? 1 : 0);
    }
  }

  @Test
  void denseGradientsHaveOneRange() {
    Gradient dense = PARAMETERS.newGradient();
    dense.mark(3, 4);
    assertThat(dense.isSparse()).isFalse();
    assertThat(dense.ranges()).isEqualTo(1);
    assertThat(dense.rangeFrom(0)).isZero();
    assertThat(dense.rangeTo(0)).isEqualTo(107);
  }
}
