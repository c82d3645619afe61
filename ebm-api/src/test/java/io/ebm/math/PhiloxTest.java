package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhiloxTest {

  /** The known answers for philox4x32-10 that Random123 (Salmon et al.) publishes. */
  @Test
  void knownAnswers() {
    assertThat(block(0, 0, 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(block(-1, -1, -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  private static int[] block(int c0, int c1, int c2, int c3, int k0, int k1) {
    int[] out = new int[4];
    Philox.block(Philox.toLong(k0, k1), Philox.toLong(c2, c3), Philox.toLong(c0, c1), out, 0);
    return out;
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void uniformsAreTheWordsInOrder(Backend backend) {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      long key = random.nextLong();
      long high = random.nextLong();
      // Some counters overflow their lower word, some the whole lower half.
      long low = trial % 3 == 0 ? 0xfffffffdL : trial % 3 == 1 ? -3L : random.nextLong();
      int n = random.nextInt(trial < 150 ? 90 : 3000);
      float[] out = Backends.guarded(n + 5);
      float[] coins = Backends.guarded(n + 5);
      float[] p = new float[n + 2];
      for (int i = 0; i < p.length; i++) {
        p[i] = random.nextFloat();
      }
      backend.philox().fillUniform(key, high, low, out, 2, n);
      backend.philox().fillBernoulli(key, high, low, p, 1, coins, 2, n);
      int[] words = new int[4];
      for (int i = 0; i < n; i++) {
        Philox.block(key, high, low + i / 4, words, 0);
        float exact = (words[i % 4] >>> 8) * 0x1p-24f;
        assertThat(out[2 + i]).isEqualTo(exact);
        assertThat(coins[2 + i]).isEqualTo(exact < p[1 + i] ? 1f : 0f);
      }
      assertThat(Backends.untouched(out, 2, n)).isTrue();
      assertThat(Backends.untouched(coins, 2, n)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void bitsAreTheWordsOfTheirBlocks(Backend backend) {
    Random random = new Random(4);
    for (int trial = 0; trial < 200; trial++) {
      long key = random.nextLong();
      long high = random.nextLong();
      long low = trial % 3 == 0 ? 0xfffffffdL : trial % 3 == 1 ? -3L : random.nextLong();
      int n = random.nextInt(trial < 150 ? 70 : 1000);
      long[] out = new long[n + 5];
      Arrays.fill(out, 7);
      backend.philox().fillBits(key, high, low, out, 2, n);
      int half = (n + 1) / 2;
      int[] words = new int[4];
      for (int i = 0; i < n; i++) {
        Philox.block(key, high, low + i % half, words, 0);
        int first = i < half ? 0 : 1;
        assertThat(out[2 + i]).isEqualTo(Philox.toLong(words[first], words[first + 2]));
      }
      assertThat(new long[] {out[0], out[1], out[n + 2], out[n + 3], out[n + 4]}).containsOnly(7L);
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void gaussiansAreBoxMullerOfTheWords(Backend backend) {
    int n = 40_001;
    float[] out = Backends.guarded(n + 4);
    backend.philox().fillGaussian(17, 4, 1L << 33, out, 3, n);
    int[] words = new int[4];
    for (int i = 0; i < n; i++) {
      Philox.block(17, 4, (1L << 33) + i / 4, words, 0);
      double u = ((words[i & 2] & 0xffffffffL) + 0.5) * 0x1p-32;
      double radius = Math.sqrt(-2 * Math.log(u));
      double angle = 2 * Math.PI * (words[(i & 2) + 1] >> 7) * 0x1p-25;
      double exact = radius * (i % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
      assertThat((double) out[3 + i])
          .as("element %d", i)
          .isCloseTo(exact, Offset.offset(1e-6 + 1e-7 / radius));
    }
    assertThat(Backends.untouched(out, 3, n)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void anElementDoesNotDependOnTheLengthOfTheFill(Backend backend) {
    int n = 1100;
    float[] gaussians = new float[n];
    float[] uniforms = new float[n];
    backend.philox().fillGaussian(1, 2, 3, gaussians, 0, n);
    backend.philox().fillUniform(1, 2, 3, uniforms, 0, n);
    for (int length = 0; length < n; length += length < 150 ? 1 : 61) {
      float[] part = new float[length];
      backend.philox().fillGaussian(1, 2, 3, part, 0, length);
      assertThat(part).as("length %d", length).isEqualTo(Arrays.copyOf(gaussians, length));
      backend.philox().fillUniform(1, 2, 3, part, 0, length);
      assertThat(part).as("length %d", length).isEqualTo(Arrays.copyOf(uniforms, length));
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void gaussiansAreNormal(Backend backend) {
    int n = 1 << 22;
    float[] x = new float[n];
    backend.philox().fillGaussian(20240229, 0, 0, x, 0, n);
    double[] moments = new double[5];
    int beyond4 = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      double power = 1;
      for (int k = 1; k <= 4; k++) {
        power *= x[i];
        moments[k] += power / n;
      }
      beyond4 += Math.abs(x[i]) > 4 ? 1 : 0;
      products += i % 2 == 1 ? (double) x[i] * x[i - 1] / (n / 2.0) : 0;
    }
    // Five standard errors each; the variances of the powers are 1, 2, 15 and 96.
    double unit = 5 / Math.sqrt(n);
    assertThat(moments[1]).isCloseTo(0, Offset.offset(unit));
    assertThat(moments[2]).isCloseTo(1, Offset.offset(unit * Math.sqrt(2)));
    assertThat(moments[3]).isCloseTo(0, Offset.offset(unit * Math.sqrt(15)));
    assertThat(moments[4]).isCloseTo(3, Offset.offset(unit * Math.sqrt(96)));
    assertThat(products).isCloseTo(0, Offset.offset(unit * Math.sqrt(2)));
    double expected = n * 6.334248366623996e-5;
    assertThat((double) beyond4).isCloseTo(expected, Offset.offset(5 * Math.sqrt(expected)));

    Arrays.sort(x);
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double p = normal(x[i]);
      distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
    }
    // Kolmogorov: √n D exceeds 2.2 with probability 1e-4.
    assertThat(distance * Math.sqrt(n)).isLessThan(2.2);
  }

  private static double normal(double z) {
    double term = z;
    double sum = z;
    for (int i = 3; i < 400 && Math.abs(term) > 1e-18; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Searches the words that give the largest radius: they must reach where 32 bits allow. */
  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void theTailReachesBeyondWhat24BitsAllow(Backend backend) {
    int[] words = new int[4];
    long smallest = 1L << 32;
    long where = 0;
    for (long i = 0; i < 1 << 22; i++) {
      Philox.block(11, 0, i, words, 0);
      if ((words[0] & 0xffffffffL) < smallest) {
        smallest = words[0] & 0xffffffffL;
        where = i;
      }
    }
    assertThat(smallest).isLessThan(1 << 13);
    float[] pair = new float[2];
    backend.philox().fillGaussian(11, 0, where, pair, 0, 2);
    double radius = Math.hypot(pair[0], pair[1]);
    double exact = Math.sqrt(-2 * Math.log((smallest + 0.5) * 0x1p-32));
    assertThat(radius).isCloseTo(exact, Offset.offset(2e-6));
  }
}
