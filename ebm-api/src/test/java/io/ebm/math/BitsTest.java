package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BitsTest {

  private static boolean bit(long[] bits, int at, int j) {
    return (bits[at + j / 64] >>> (j % 64) & 1) != 0;
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void sumsOverBitsAreRight(Backend backend) {
    long seed = 11;
    Random random = new Random(seed);
    BitKernels kernels = backend.bits();
    for (int n = 0; n < 300; n++) {
      long[] bits = random.longs(8).toArray();
      int at = random.nextInt(3);
      int xAt = random.nextInt(4);
      int[] x = random.ints(n + 4, -1000, 1000).toArray();
      double[] y = random.doubles(n + 4).toArray();
      int[] changed = x.clone();
      kernels.addSigned(n, 7, bits, at, changed, xAt);
      float[] signs = Backends.guarded(n + 6);
      kernels.unpack(n, bits, at, -1, 3, signs, 3);
      int sum = 0;
      double real = 0;
      for (int j = 0; j < n; j++) {
        boolean set = bit(bits, at, j);
        sum += set ? x[xAt + j] : 0;
        real += set ? y[xAt + j] : 0;
        assertThat(changed[xAt + j] - x[xAt + j]).isEqualTo(set ? 7 : -7);
        assertThat(signs[3 + j]).isEqualTo(set ? 3f : -1f);
      }
      for (int j = 0; j < xAt; j++) {
        assertThat(changed[j]).isEqualTo(x[j]);
      }
      for (int j = xAt + n; j < n + 4; j++) {
        assertThat(changed[j]).isEqualTo(x[j]);
      }
      assertThat(Backends.untouched(signs, 3, n)).isTrue();
      assertThat(kernels.sum(n, bits, at, x, xAt)).as("seed %d, n = %d", seed, n).isEqualTo(sum);
      assertThat(kernels.sum(n, bits, at, y, xAt)).isCloseTo(real, within(1e-12 * (n + 1)));
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void sumsOfSeveralRowsAreThoseOfEach(Backend backend) {
    Random random = new Random(5);
    BitKernels kernels = backend.bits();
    for (int n : new int[] {1, 15, 16, 63, 64, 100, 257}) {
      for (int rows = 0; rows < 10; rows++) {
        long[] bits = random.longs(6).toArray();
        int stride = n + random.nextInt(5);
        int[] x = random.ints(10L * stride, -1000, 1000).toArray();
        int[] out = new int[rows + 1];
        kernels.sums(rows, n, bits, 1, x, stride, out);
        for (int r = 0; r < rows; r++) {
          assertThat(out[r]).isEqualTo(kernels.sum(n, bits, 1, x, r * stride));
        }
        assertThat(out[rows]).isZero();
      }
    }
  }

  @Test
  void signsAreUnpackedAsTheyWerePacked() {
    Random random = new Random(3);
    for (int n : new int[] {1, 63, 64, 65, 200}) {
      float[] x = new float[n + 1];
      for (int j = 0; j <= n; j++) {
        x[j] = random.nextBoolean() ? 1 : -1;
      }
      long[] bits = new long[Bits.words(n) + 1];
      java.util.Arrays.fill(bits, -1);
      Bits.pack(n, x, 1, bits, 1);
      float[] back = new float[n + 1];
      back[0] = x[0];
      Bits.unpack(n, bits, 1, -1, 1, back, 1);
      assertThat(back).isEqualTo(x);
      assertThat(bits[0]).isEqualTo(-1);
      if (n % 64 != 0) {
        assertThat(bits[bits.length - 1] >>> (n % 64)).as("the rest of the word").isZero();
      }
    }
  }

  @Test
  void distanceCountsWhatDiffers() {
    long[] a = {0, 5, -1};
    long[] b = {7, 4, 0};
    assertThat(Bits.distance(2, a, 1, b, 1)).isEqualTo(65);
    assertThat(Bits.distance(1, a, 0, b, 0)).isEqualTo(3);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Bits.sum(65, new long[1], 0, new int[65], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Bits.pack(3, new float[2], 0, new long[1], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
