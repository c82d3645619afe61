package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GemmTest {

  private static final int[] EXTENTS = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 16, 17, 31, 32, 33, 47, 64, 65, 100
  };

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void productsOfRandomShapesAreRight(Backend backend) {
    long seed = 20240117;
    Random random = new Random(seed);
    for (int trial = 0; trial < 1500; trial++) {
      int m = EXTENTS[random.nextInt(EXTENTS.length)];
      int n = EXTENTS[random.nextInt(EXTENTS.length)];
      int k = EXTENTS[random.nextInt(EXTENTS.length)];
      check(backend, m, n, k, random, "seed " + seed + ", trial " + trial);
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void productsLargerThanABlockAreRight(Backend backend) {
    Random random = new Random(7);
    check(backend, 130, 70, 600, random, "long k");
    check(backend, 1030, 40, 60, random, "many rows");
    check(backend, 101, 300, 257, random, "wide");
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void productsOfZerosAndOnesAreRight(Backend backend) {
    Random random = new Random(11);
    for (double ones : new double[] {0, 0.05, 0.2, 0.39, 0.6, 1}) {
      for (int trial = 0; trial < 150; trial++) {
        int m = EXTENTS[random.nextInt(EXTENTS.length)];
        int n = EXTENTS[random.nextInt(EXTENTS.length)];
        int k = EXTENTS[random.nextInt(EXTENTS.length)];
        check(backend.binaryGemm(), ones, m, n, k, random, "ones " + ones + ", trial " + trial);
      }
      check(backend.binaryGemm(), ones, 50, 300, 257, random, "ones " + ones + ", wide");
      check(backend.binaryGemm(), ones, 1100, 70, 30, random, "ones " + ones + ", many rows");
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void anInfiniteElementMakesItsOwnProductInfinite(Backend backend) {
    for (int k : new int[] {5, 16, 25, 40, 150}) {
      for (int at = 0; at < k; at++) {
        float[] a = new float[k];
        float[] b = new float[20 * k];
        Arrays.fill(a, 1f);
        Arrays.fill(b, 1f);
        b[7 * k + at] = Float.POSITIVE_INFINITY;
        float[] c = new float[20];
        backend.gemm().nt(1, 20, k, a, 0, k, b, 0, k, c, 0, 20, false);
        for (int j = 0; j < 20; j++) {
          float expected = j == 7 ? Float.POSITIVE_INFINITY : k;
          assertThat(c[j]).as("k %d, at %d, row %d", k, at, j).isEqualTo(expected);
        }
      }
    }
  }

  private static void check(Backend backend, int m, int n, int k, Random random, String where) {
    check(backend.gemm(), Double.NaN, m, n, k, random, where);
  }

  /**
   * @param ones the share of ones among zeros in A, or NaN for a matrix of any numbers
   */
  private static void check(
      GemmKernels kernels, double ones, int m, int n, int k, Random random, String where) {
    for (int kind = 0; kind < 3; kind++) {
      boolean accumulate = random.nextBoolean();
      int aRows = kind == 2 ? k : m;
      int aColumns = kind == 2 ? m : k;
      int bRows = kind == 1 ? n : k;
      int bColumns = kind == 1 ? k : n;
      int lda = aColumns + random.nextInt(4);
      int ldb = bColumns + random.nextInt(4);
      int ldc = n + random.nextInt(4);
      int aAt = random.nextInt(5);
      int bAt = random.nextInt(5);
      int cAt = random.nextInt(5);
      // What lies between the rows is NaN, so that a kernel that reads it is found out.
      float[] a = matrix(random, aRows, aColumns, lda, aAt);
      if (!Double.isNaN(ones)) {
        for (int i = 0; i < a.length; i++) {
          a[i] = Float.isNaN(a[i]) ? a[i] : random.nextDouble() < ones ? 1 : 0;
        }
      }
      float[] b = matrix(random, bRows, bColumns, ldb, bAt);
      float[] before = matrix(random, m, n, ldc, cAt);
      if (!accumulate) {
        Arrays.fill(before, Float.NaN);
      }
      float[] c = before.clone();
      if (kind == 0) {
        kernels.nn(m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc, accumulate);
      } else if (kind == 1) {
        kernels.nt(m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc, accumulate);
      } else {
        kernels.tn(m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc, accumulate);
      }
      double worst = 0;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = accumulate ? before[cAt + i * ldc + j] : 0;
          double size = Math.abs(sum);
          for (int p = 0; p < k; p++) {
            double x = kind == 2 ? a[aAt + p * lda + i] : a[aAt + i * lda + p];
            double y = kind == 1 ? b[bAt + j * ldb + p] : b[bAt + p * ldb + j];
            sum += x * y;
            size += Math.abs(x * y);
          }
          int at = cAt + i * ldc + j;
          double error = Math.abs(c[at] - sum) / (size + 1e-30);
          worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
          c[at] = before[at];
        }
      }
      String what =
          String.format(
              "%s, kind %d, %d × %d × %d, accumulate %b", where, kind, m, n, k, accumulate);
      assertThat(worst).as(what).isLessThan(4e-6);
      assertThat(c).as(what + ": outside of C").isEqualTo(before);
    }
  }

  private static float[] matrix(Random random, int rows, int columns, int ld, int offset) {
    float[] array = new float[offset + rows * ld + 3];
    Arrays.fill(array, Float.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        array[offset + i * ld + j] = (float) random.nextGaussian();
      }
    }
    return array;
  }

  @Test
  void matricesThatDoNotFitAreRefused() {
    float[] six = new float[6];
    float[] four = new float[4];
    assertThatThrownBy(() -> Gemm.nn(2, 2, 3, six, 1, 3, six, 0, 2, four, 0, 2, false))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("2 × 3 floats with leading dimension 3 at 1 do not fit into an array of 6");
    assertThatThrownBy(() -> Gemm.nt(2, 2, 3, six, 0, 2, six, 0, 3, four, 0, 2, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no matrix of 2 × 3 with leading dimension 2");
    assertThatThrownBy(() -> Gemm.tn(-1, 2, 3, six, 0, 2, six, 0, 3, four, 0, 2, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFacadeUsesTheOperandsAsSaid() {
    float[] a = {1, 2, 3, 4, 5, 6};
    float[] c = new float[4];
    Gemm.nt(2, 2, 3, a, 0, 3, a, 0, 3, c, 0, 2, false);
    assertThat(c).containsExactly(14, 32, 32, 77);
    Gemm.nn(2, 2, 3, a, 0, 3, a, 0, 2, c, 0, 2, true);
    assertThat(c).containsExactly(14 + 22, 32 + 28, 32 + 49, 77 + 64);
    float[] d = new float[9];
    Gemm.tn(3, 3, 2, a, 0, 3, a, 0, 3, d, 0, 3, false);
    assertThat(d).containsExactly(17, 22, 27, 22, 29, 36, 27, 36, 45);
  }

  @Test
  void upToTwoFifthsOfOnesAreFew() {
    float[] a = new float[2 + 3 * 7]; // 3 x 5 within rows of 7
    Arrays.fill(a, 1f);
    for (int i = 0; i < 3; i++) {
      Arrays.fill(a, 2 + 7 * i, 2 + 7 * i + 3, 0f);
    }
    assertThat(BinaryGemm.sparse(3, 5, a, 2, 7)).isTrue();
    a[2] = 1f;
    assertThat(BinaryGemm.sparse(3, 5, a, 2, 7)).isFalse();
  }
}
