package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void sumsAndReductionsAreRight(Backend backend) {
    long seed = 5;
    Random random = new Random(seed);
    VectorKernels kernels = backend.vectors();
    for (int trial = 0; trial < 200; trial++) {
      int n = trial < 100 ? trial : random.nextInt(5000);
      String where = "seed " + seed + ", trial " + trial + ", n = " + n;
      int xAt = random.nextInt(5);
      int yAt = random.nextInt(5);
      float[] x = Backends.random(random, n + 5, 1);
      float[] y = Backends.random(random, n + 5, 1);
      float a = (float) random.nextGaussian();
      float b = (float) random.nextGaussian();
      float[][] out = new float[5][];
      for (int i = 0; i < out.length; i++) {
        out[i] = Backends.guarded(n + 6);
      }
      System.arraycopy(x, xAt, out[0], 3, n);
      kernels.axpy(n, a, y, yAt, out[0], 3);
      System.arraycopy(y, yAt, out[1], 3, n);
      kernels.addScaled(n, a, x, xAt, b, y, yAt, out[1], 3);
      kernels.scale(n, a, x, xAt, out[2], 3);
      kernels.add(n, x, xAt, y, yAt, out[3], 3);
      kernels.multiply(n, x, xAt, y, yAt, out[4], 3);
      double dot = 0;
      double sum = 0;
      double max = Double.NEGATIVE_INFINITY;
      double exps = 0;
      for (int i = 0; i < n; i++) {
        double u = x[xAt + i];
        double v = y[yAt + i];
        double[] exact = {u + a * v, v + a * u + b * v, a * u, u + v, u * v};
        for (int k = 0; k < out.length; k++) {
          assertThat((double) out[k][3 + i]).as(where + ", " + k).isCloseTo(exact[k], offset(4e-6));
        }
        dot += u * v;
        sum += u;
        max = Math.max(max, u);
        exps += Math.exp(u - 5);
      }
      for (float[] array : out) {
        assertThat(Backends.untouched(array, 3, n)).as(where).isTrue();
      }
      assertThat(kernels.dot(n, x, xAt, y, yAt)).as(where).isCloseTo(dot, offset(1e-5 + 1e-7 * n));
      assertThat(kernels.sum(n, x, xAt)).as(where).isCloseTo(sum, offset(1e-5 + 1e-7 * n));
      assertThat((double) kernels.max(n, x, xAt)).as(where).isEqualTo(max);
      assertThat(kernels.sumOfExp(n, x, xAt, 5f)).as(where).isCloseTo(exps, offset(1e-6 * exps));
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void longSumsLoseNothing(Backend backend) {
    int n = 4_000_000;
    float[] x = new float[n];
    java.util.Arrays.fill(x, 0.1f);
    assertThat(backend.vectors().sum(n, x, 0) / n).isCloseTo(0.1f, Offset.offset(2e-8));
    assertThat(backend.vectors().dot(n, x, 0, x, 0) / n).isCloseTo(0.01, Offset.offset(2e-8));
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void theMaximumOfNanIsNan(Backend backend) {
    float[] x = new float[50];
    for (int i = 0; i < 50; i++) {
      java.util.Arrays.fill(x, 0f);
      x[i] = Float.NaN;
      assertThat(backend.vectors().max(50, x, 0)).as("NaN at %d", i).isNaN();
      assertThat(backend.vectors().max(0, x, i)).isEqualTo(Float.NEGATIVE_INFINITY);
    }
  }

  @Test
  void logSumExpDoesNotOverflow() {
    float[] x = {1000f, 1000f, -1000f, 999f};
    assertThat(Vectors.logSumExp(4, x, 0))
        .isCloseTo(1000 + Math.log(2 + Math.exp(-1)), offset(1e-5));
    assertThat(Vectors.logSumExp(0, x, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    float[] none = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    assertThat(Vectors.logSumExp(2, none, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Vectors.logSumExp(1, new float[] {Float.NaN}, 0)).isNaN();
    float[] mixed = {Float.NEGATIVE_INFINITY, 2f};
    assertThat(Vectors.logSumExp(2, mixed, 0)).isCloseTo(2, offset(1e-6));
  }

  @Test
  void theRestOfTheFacadeWorks() {
    float[] x = {1, 2, 3, 4};
    Vectors.fill(2, 7f, x, 1);
    assertThat(x).containsExactly(1, 7, 7, 4);
    assertThat(Vectors.sumOfSquares(2, x, 2)).isEqualTo(65);
  }

  private static Offset<Double> offset(double e) {
    return Offset.offset(e);
  }
}
