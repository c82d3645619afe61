package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatricesTest {

  private static final int COUNT = 400;
  private static final int N = 20;
  private static final int CELLS = N * N;

  private record Drawn(Batch contexts, Batch targets) {
    static Drawn of(MatrixTask task, boolean harder) {
      MatrixExamples examples =
          new MatrixExamples(task, N, COUNT, harder, RandomStream.of(1).split("some"));
      int[] all = IntStream.range(0, COUNT).toArray();
      return new Drawn(examples.contexts(all, 0, COUNT), examples.range(0, COUNT, CELLS));
    }
  }

  private static double meanSquare(Batch rows) {
    double sum = 0;
    for (float value : rows.array()) {
      sum += (double) value * value;
    }
    return sum / rows.length();
  }

  @Test
  void harderOnesAreOfTheHeldOutExamplesAlone() {
    MatricesFactory.Config config =
        new MatricesFactory.Config(MatrixTask.ADDITION, 3, 50, 20, true);
    Dataset data = MatrixExamples.dataset(config, RandomStream.of(2));
    assertThat(data.space()).isEqualTo(new StateSpace.Real(List.of(3, 3)));
    assertThat(((ConditionalExamples<?>) data.train()).contextSpace())
        .contains(new StateSpace.Real(List.of(6, 3)));
    assertThat(((MatrixExamples) data.train()).harder()).isFalse();
    assertThat(((MatrixExamples) data.heldOut()).harder()).isTrue();
    assertThat(data.train().size()).isEqualTo(50);
    assertThat(data.heldOut().size()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sumsAreOfUniformNumbers(boolean harder) {
    Drawn drawn = Drawn.of(MatrixTask.ADDITION, harder);
    double bound = harder ? 2.5 : 1;
    for (int i = 0; i < COUNT; i++) {
      for (int k = 0; k < CELLS; k++) {
        float a = drawn.contexts().get(i, k);
        float b = drawn.contexts().get(i, CELLS + k);
        assertThat(a).isBetween((float) -bound, (float) bound);
        assertThat(drawn.targets().get(i, k)).isEqualTo(a + b);
      }
    }
    double variance = bound * bound / 3;
    assertThat(meanSquare(drawn.contexts())).isCloseTo(variance, within(0.01 * variance));
  }

  /** {@code U Vᵀ / 20} of ten columns has variance 10 / 400, the noise 0.01. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void halfOfAMatrixIsShown(boolean harder) {
    Drawn drawn = Drawn.of(MatrixTask.COMPLETION, harder);
    double variance = (harder ? 0.4 : 0.025) + 0.01;
    assertThat(meanSquare(drawn.targets())).isCloseTo(variance, within(0.03 * variance));
    int hidden = 0;
    for (int k = 0; k < drawn.targets().length(); k++) {
      float shown = drawn.contexts().array()[k];
      hidden += shown == 0 ? 1 : 0;
      assertThat(shown == 0 || shown == drawn.targets().array()[k]).isTrue();
    }
    assertThat((double) hidden / drawn.targets().length()).isCloseTo(0.5, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inversesAreInverse(boolean harder) {
    Drawn drawn = Drawn.of(MatrixTask.INVERSION, harder);
    double trace = 0;
    for (int m = 0; m < COUNT; m++) {
      for (int i = 0; i < N; i++) {
        trace += drawn.contexts().get(m, i * N + i);
        for (int j = 0; j < N; j++) {
          assertThat(drawn.contexts().get(m, i * N + j))
              .isEqualTo(drawn.contexts().get(m, j * N + i));
          double sum = 0;
          for (int k = 0; k < N; k++) {
            sum += (double) drawn.contexts().get(m, i * N + k) * drawn.targets().get(m, k * N + j);
          }
          assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-4));
        }
      }
    }
    // 2 n / 3 + c
    double expected = 2 * N / 3.0 + (harder ? 0.1 : 0.5);
    assertThat(trace / (COUNT * N)).isCloseTo(expected, within(0.02 * expected));
  }

  /** The exact inverse of a matrix by hand. */
  @Test
  void aMatrixOfOneNumber() {
    float[] given = new float[1];
    float[] to = new float[1];
    MatrixTask.INVERSION.draw(
        1, false, RandomStream.of(3), new float[MatrixTask.work(1)], given, to);
    assertThat(given[0]).isBetween(0.5f, 2.5f);
    assertThat(to[0]).isEqualTo((float) (1.0 / given[0]));
  }
}
