package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatricesTest {

  private static final int[] EXTENTS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 33, 50};

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void everyElementChangesRowAndColumnAndNoOtherIsWritten(Backend backend) {
    for (int rows : EXTENTS) {
      for (int columns : EXTENTS) {
        int lda = columns + 2;
        int ldo = rows + 3;
        float[] a = new float[5 + rows * lda];
        for (int i = 0; i < a.length; i++) {
          a[i] = i + 1;
        }
        float[] out = new float[4 + columns * ldo];
        float[] expected = out.clone();
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            expected[4 + j * ldo + i] = a[5 + i * lda + j];
          }
        }

        backend.transpose().transpose(rows, columns, a, 5, lda, out, 4, ldo);

        assertThat(out).as("%d x %d", rows, columns).containsExactly(expected);
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Matrices.transpose(2, 3, new float[5], 0, 3, new float[6], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Matrices.transpose(2, 3, new float[6], 0, 3, new float[5], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Matrices.transpose(2, 3, new float[6], 0, 2, new float[6], 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
