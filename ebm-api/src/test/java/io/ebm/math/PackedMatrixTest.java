package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PackedMatrixTest {

  private static final int[] EXTENTS = {0, 1, 3, 7, 16, 31, 32, 33, 50, 64, 100, 130, 300};
  private static final int PAD = 3;

  @Test
  void productsAreThoseOfTheMatrixThatWasCopied() {
    Random random = new Random(5);
    for (int trial = 0; trial < 400; trial++) {
      int m = EXTENTS[random.nextInt(EXTENTS.length)];
      int n = EXTENTS[random.nextInt(EXTENTS.length)];
      int k = EXTENTS[random.nextInt(EXTENTS.length)];
      boolean accumulate = trial % 3 == 0;
      int lda = k + 1;
      boolean transposed = trial % 2 == 0;
      int ldb = (transposed ? k : n) + 2;
      int ldc = n + 3;
      float[] a = floats(PAD + m * lda, random);
      float[] b = floats(PAD + (transposed ? n : k) * ldb, random);
      float[] c = floats(PAD + m * ldc, random);
      float[] expected = c.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = accumulate ? c[PAD + i * ldc + j] : 0;
          for (int p = 0; p < k; p++) {
            float factor = transposed ? b[PAD + j * ldb + p] : b[PAD + p * ldb + j];
            sum += (double) a[PAD + i * lda + p] * factor;
          }
          expected[PAD + i * ldc + j] = (float) sum;
        }
      }
      PackedMatrix packed =
          transposed
              ? PackedMatrix.ofTransposed(k, n, b, PAD, ldb)
              : PackedMatrix.of(k, n, b, PAD, ldb);
      Arrays.fill(b, Float.NaN); // it is a copy

      packed.multiply(m, a, PAD, lda, c, PAD, ldc, accumulate);

      assertThat(c).as("trial %d", trial).containsExactly(expected, within(k));
    }
  }

  private static Offset<Float> within(int k) {
    return Offset.offset(1e-6f * (k + 1));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> PackedMatrix.ofTransposed(3, 4, new float[11], 0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> PackedMatrix.ofTransposed(3, 4, new float[12], 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PackedMatrix.of(3, 4, new float[11], 0, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> PackedMatrix.of(3, 4, new float[12], 0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    PackedMatrix packed = PackedMatrix.ofTransposed(3, 4, new float[12], 0, 3);
    assertThatThrownBy(() -> packed.multiply(2, new float[5], 0, 3, new float[8], 0, 4, false))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> packed.multiply(2, new float[6], 0, 3, new float[7], 0, 4, false))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static float[] floats(int count, Random random) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.nextFloat() - 0.5f;
    }
    return out;
  }
}
