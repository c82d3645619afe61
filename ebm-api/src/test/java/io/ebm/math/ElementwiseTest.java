package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseTest {

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void exponentialsAndLogarithmsAreExactToAFewUnits(Backend backend) {
    int n = 200_003;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = -110f + 200f * i / n;
    }
    float[] y = new float[n];
    backend.elementwise().exp(n, x, 0, y, 0);
    for (int i = 0; i < n; i++) {
      assertClose("exp", x[i], y[i], Math.exp(x[i]), 3);
    }
    for (int i = 0; i < n; i++) {
      x[i] = (float) Math.exp(-103 + 191.0 * i / n);
    }
    backend.elementwise().log(n, x, 0, y, 0);
    for (int i = 0; i < n; i++) {
      assertClose("log", x[i], y[i], Math.log(x[i]), 3);
    }
    for (int i = 0; i < n; i++) {
      x[i] = 1f + (i - n / 2) * 1e-7f;
    }
    backend.elementwise().log(n, x, 0, y, 0);
    for (int i = 0; i < n; i++) {
      assertClose("log", x[i], y[i], Math.log(x[i]), 3);
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void exponentialsOfColumnsComeWithSumsAndGreatest(Backend backend) {
    Random random = new Random(5);
    for (int trial = 0; trial < 50; trial++) {
      int rows = random.nextInt(9);
      int n = random.nextInt(70);
      float[] x = Backends.random(random, rows * n + 3, 200);
      float[] shifts = Backends.random(random, n, 40);
      float[] greatest = Backends.random(random, n, 100);
      float[] sums = Backends.random(random, n, 1);
      float[] y = x.clone();
      float[] high = greatest.clone();
      float[] total = sums.clone();
      backend.elementwise().expOfColumns(rows, n, y, 3, shifts, high, total);
      for (int c = 0; c < n; c++) {
        float most = greatest[c];
        double sum = sums[c];
        for (int r = 0; r < rows; r++) {
          float score = x[3 + r * n + c];
          most = Math.max(most, score);
          double exact = Math.exp(Math.max(-87, Math.min(87, score - shifts[c])));
          assertClose("exp", score - shifts[c], y[3 + r * n + c], exact, 3);
          sum += exact;
        }
        assertThat(high[c]).isEqualTo(most);
        assertThat(total[c]).isEqualTo((float) sum, within((float) (1e-6 * Math.abs(sum) + 1e-6)));
      }
    }
  }

  private static void assertClose(String what, float x, float y, double exact, double units) {
    double error = Math.abs(y - exact) / Math.ulp((float) exact);
    if (!(error <= units) && (float) exact != y) {
      throw new AssertionError(what + "(" + x + ") is " + y + ", should be " + exact);
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void specialNumbersGoThrough(Backend backend) {
    float inf = Float.POSITIVE_INFINITY;
    float[] x = new float[40];
    float[] special = {Float.NaN, inf, -inf, 0f, -0f, 1000f, -1000f, -1f};
    for (int i = 0; i < x.length; i++) {
      x[i] = special[i % special.length];
    }
    float[] y = new float[40];
    backend.elementwise().exp(40, x, 0, y, 0);
    float[] exp = {Float.NaN, inf, 0f, 1f, 1f, inf, 0f, (float) Math.exp(-1)};
    backend.elementwise().log(40, x, 0, x, 0);
    float[] log = {
      Float.NaN, inf, Float.NaN, -inf, -inf, (float) Math.log(1000), Float.NaN, Float.NaN
    };
    for (int i = 0; i < x.length; i++) {
      assertThat(y[i]).as("exp %d", i).isEqualTo(exp[i % 8], within(1e-7f));
      assertThat(x[i]).as("log %d", i).isEqualTo(log[i % 8], within(1e-6f));
    }
    for (Activation f : Activation.values()) {
      float[] z = new float[40];
      Arrays.fill(z, 5, 40, Float.NaN);
      backend
          .elementwise()
          .activate(f, 1, 40, z, 0, 40, new float[1], 0, z, 0, 40, null, 0, null, 0);
      assertThat(z[4]).as("%s of 0", f).isFinite();
      for (int i = 5; i < 40; i++) {
        assertThat(z[i]).as("%s of NaN", f).isNaN();
      }
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float e) {
    return org.assertj.core.data.Offset.offset(e);
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void activationsAndDerivativesAreRight(Backend backend) {
    long seed = 99;
    Random random = new Random(seed);
    for (Activation f : Activation.values()) {
      for (int trial = 0; trial < 60; trial++) {
        int rows = 1 + random.nextInt(3);
        int n = random.nextInt(90);
        int stride = n + random.nextInt(3);
        float scale = trial % 3 == 0 ? 30 : trial % 3 == 1 ? 3 : 0.1f;
        float[] x = Backends.random(random, rows * stride + 7, scale);
        float[] bias = Backends.random(random, rows + 1, 1);
        int at = random.nextInt(7);
        float[] y = Backends.guarded(rows * stride + 9);
        float[] first = Backends.guarded(rows * n + 9);
        float[] second = Backends.guarded(rows * n + 9);
        ElementwiseKernels kernels = backend.elementwise();
        kernels.activate(f, rows, n, x, at, stride, bias, 1, y, 2, stride, first, 3, second, 4);
        String where = f + ", seed " + seed + ", trial " + trial;
        assertThat(Backends.untouched(first, 3, rows * n)).as(where).isTrue();
        assertThat(Backends.untouched(second, 4, rows * n)).as(where).isTrue();
        float[] values = new float[rows * n];
        for (int r = 0; r < rows; r++) {
          System.arraycopy(y, 2 + r * stride, values, r * n, n);
          Arrays.fill(y, 2 + r * stride, 2 + r * stride + n, Backends.GUARD);
          for (int i = 0; i < n; i++) {
            checkOne(
                f,
                x[at + r * stride + i] + bias[1 + r],
                values[r * n + i],
                first[3 + r * n + i],
                second[4 + r * n + i],
                where);
          }
        }
        assertThat(Backends.untouched(y, 0, 0)).as(where).isTrue();
        float[] first2 = Backends.guarded(rows * n + 9);
        kernels.activate(f, rows, n, x, at, stride, bias, 1, x, at, stride, first2, 3, null, 0);
        assertThat(first2).as(where).isEqualTo(first);
        for (int r = 0; r < rows; r++) {
          assertThat(Arrays.copyOfRange(x, at + r * stride, at + r * stride + n))
              .as(where + ", in place")
              .isEqualTo(Arrays.copyOfRange(values, r * n, r * n + n));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void farOutAnActivationIsItsArgumentOrNothing(Backend backend) {
    float[] x = new float[33];
    for (int i = 0; i < x.length; i++) {
      float size = i % 3 == 0 ? 100f : i % 3 == 1 ? 1e5f : 1e20f;
      x[i] = i % 2 == 0 ? size : -size;
    }
    for (Activation f : Activation.values()) {
      float[] y = new float[33];
      float[] first = new float[33];
      backend
          .elementwise()
          .activate(f, 1, 33, x, 0, 33, new float[1], 0, y, 0, 33, first, 0, null, 0);
      for (int i = 0; i < x.length; i++) {
        float above = f == Activation.SIGMOID || f == Activation.TANH ? 1f : x[i];
        float below = f == Activation.TANH ? -1f : 0f;
        float slope = f == Activation.SIGMOID || f == Activation.TANH || x[i] < 0 ? 0f : 1f;
        assertThat(y[i])
            .as("%s of %s", f, x[i])
            .isEqualTo(x[i] > 0 ? above : below, within(Math.abs(x[i]) * 1e-35f));
        assertThat(first[i])
            .as("%s' of %s", f, x[i])
            .isEqualTo(slope, within(Math.abs(x[i]) * 1e-35f));
      }
    }
  }

  /** Relative errors, except near the zeros of a derivative. */
  private static void checkOne(
      Activation f, float z, float value, float first, float second, String where) {
    double[] exact = exact(f, z);
    assertThat(Math.abs(value - exact[0]))
        .as("%s at %s: %s", where, z, value)
        .isLessThanOrEqualTo(1.5e-6 * Math.abs(exact[0]) + 1e-35 * Math.abs(z));
    assertThat(Math.abs(first - exact[1]))
        .as("%s' at %s: %s", where, z, first)
        .isLessThanOrEqualTo(1.5e-6 * Math.abs(exact[1]) + scale(f) * exact[3] + 1e-30);
    assertThat(Math.abs(second - exact[2]))
        .as("%s'' at %s: %s", where, z, second)
        .isLessThanOrEqualTo(3e-6 * Math.abs(exact[2]) + scale(f) * exact[3] + 1e-30);
  }

  /** An allowance for cancellation, in units of the size of the terms that cancel. */
  private static double scale(Activation f) {
    return f == Activation.RELU ? 0 : 4e-7;
  }

  /** Value, first and second derivative, and the size of the terms of the derivatives. */
  private static double[] exact(Activation f, double z) {
    double s = 1 / (1 + Math.exp(-z));
    double t = 1 / (1 + Math.exp(z));
    double bell = s * t;
    return switch (f) {
      case SIGMOID -> new double[] {s, bell, bell * (t - s), bell * 1e-1};
      case SILU ->
          new double[] {
            z * s, s + z * bell, bell * (2 + z * (t - s)), s + bell * (2 + Math.abs(z))
          };
      case SOFTPLUS ->
          new double[] {z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)), s, bell, 0};
      case TANH -> {
        double y = Math.tanh(z);
        double d = 1 / (Math.cosh(z) * Math.cosh(z));
        yield new double[] {y, d, -2 * y * d, 0};
      }
      case GELU -> {
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        double below = normal(z);
        yield new double[] {
          z * below, below + z * density, density * (2 - z * z), density * (2 + z * z)
        };
      }
      case RELU -> new double[] {Math.max(z, 0), z > 0 ? 1 : 0, 0, 0};
    };
  }

  /** The normal distribution function: a series near 0, a continued fraction in the tails. */
  private static double normal(double z) {
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    double x = Math.abs(z);
    if (x < 3) {
      double term = z;
      double sum = z;
      for (int i = 3; i < 200; i += 2) {
        term *= z * z / i;
        sum += term;
      }
      return 0.5 + density * sum;
    }
    double fraction = 0;
    for (int i = 200; i >= 1; i--) {
      fraction = i / (x + fraction);
    }
    double tail = density / (x + fraction);
    return z < 0 ? tail : 1 - tail;
  }

  @Test
  void rowsAreGivenTheirBiases() {
    float[] z = {-3, 1, -1, 2};
    float[] y = {9, 0, 0, 0, 0, 9};
    float[] first = new float[4];
    Activation.RELU.applyToRows(2, 2, z, 0, y, 1, new float[] {0, 2, 0.5f}, 1, first, 0, null, 0);
    assertThat(y).containsExactly(9, 0, 3, 0, 2.5f, 9);
    assertThat(first).containsExactly(0, 1, 0, 1);
  }

  @Test
  void theFacadeReachesEveryFunction() {
    float[] x = {0.5f};
    float[] y = {0};
    float[] d = {0};
    float[] s = {0};
    DoubleUnaryOperator silu = v -> v / (1 + Math.exp(-v));
    Elementwise.siluAndDerivatives(1, x, 0, y, 0, d, 0, s, 0);
    double h = 1e-4;
    double slope = (silu.applyAsDouble(0.5 + h) - silu.applyAsDouble(0.5 - h)) / (2 * h);
    assertThat((double) y[0]).isCloseTo(silu.applyAsDouble(0.5), offset(1e-6));
    assertThat((double) d[0]).isCloseTo(slope, offset(1e-6));
    Elementwise.sigmoid(1, x, 0, y, 0);
    assertThat((double) y[0]).isCloseTo(1 / (1 + Math.exp(-0.5)), offset(1e-6));
    Elementwise.tanh(1, x, 0, y, 0);
    assertThat((double) y[0]).isCloseTo(Math.tanh(0.5), offset(1e-6));
    Elementwise.softplus(1, x, 0, y, 0);
    assertThat((double) y[0]).isCloseTo(Math.log1p(Math.exp(0.5)), offset(1e-6));
    Elementwise.gelu(1, x, 0, y, 0);
    assertThat((double) y[0]).isCloseTo(0.5 * normal(0.5), offset(1e-6));
    Elementwise.relu(1, x, 0, y, 0);
    assertThat(y[0]).isEqualTo(0.5f);
  }

  private static org.assertj.core.data.Offset<Double> offset(double e) {
    return org.assertj.core.data.Offset.offset(e);
  }
}
