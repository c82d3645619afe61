package io.ebm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.RandomStream;
import io.ebm.math.Vectors;
import io.ebm.nn.layers.Initialiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {

  private static float[] fill(Start start, int... extents) {
    int size = 1;
    for (int extent : extents) {
      size *= extent;
    }
    float[] values = new float[size + 2];
    start.fill(extents, values, 1, size, RandomStream.of(5));
    assertThat(values[0]).isZero();
    assertThat(values[size + 1]).isZero();
    return values;
  }

  /** Of 64 units with 200 inputs. */
  @ParameterizedTest
  @CsvSource({
    "LECUN_NORMAL, 0.005",
    "SPREAD, 0.005",
    "KAIMING_NORMAL, 0.01",
    "KAIMING_UNIFORM, 0.01",
    "XAVIER_NORMAL, 0.007575757",
    "XAVIER_UNIFORM, 0.007575757",
    "ZERO, 0"
  })
  void variancesAreThoseOfTheNames(Initialiser initialiser, double variance) {
    float[] values = fill(initialiser.start(200, 64, 1), 64, 200);
    double found = Vectors.sumOfSquares(12800, values, 1) / 12800;
    assertThat(found).isCloseTo(variance, within(0.05 * variance));
    float[] twice = fill(initialiser.start(200, 64, 2), 64, 200);
    assertThat(Vectors.sumOfSquares(12800, twice, 1) / 12800)
        .isCloseTo(4 * found, within(1e-4 * variance));
  }

  @ParameterizedTest
  @CsvSource({"5, 12", "12, 5", "7, 7"})
  void orthogonalRowsOrColumns(int rows, int columns) {
    float[] values = fill(Start.orthogonal(2), rows, columns);
    boolean byRows = rows <= columns;
    int vectors = Math.min(rows, columns);
    for (int i = 0; i < vectors; i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          int a = byRows ? i * columns + k : k * columns + i;
          int b = byRows ? j * columns + k : k * columns + j;
          dot += (double) values[1 + a] * values[1 + b];
        }
        assertThat(dot).isCloseTo(i == j ? 4 : 0, within(1e-5));
      }
    }
  }

  @Test
  void onlySpreadSpreadsBiases() {
    for (Initialiser initialiser : Initialiser.values()) {
      float[] biases = fill(initialiser.biases(4, 1), 32);
      assertThat(Vectors.sumOfSquares(32, biases, 1) > 0)
          .isEqualTo(initialiser == Initialiser.SPREAD);
    }
  }
}
