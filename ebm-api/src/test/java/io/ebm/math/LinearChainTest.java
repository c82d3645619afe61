package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinearChainTest {

  private static final double NEAR = 2e-6;

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void stepsAreThoseOfTheFormulas(Backend backend) {
    long seed = 11;
    Random random = new Random(seed);
    for (int labels = 1; labels <= 40; labels++) {
      step(backend.chains(), labels, random, "seed " + seed + ", " + labels + " labels");
    }
  }

  private static void step(ChainKernels kernels, int labels, Random random, String where) {
    int lanes = kernels.lanes();
    int width = (labels + lanes - 1) / lanes * lanes;
    float[] scores = Backends.guarded(2 * width + 6);
    double[][] exact = new double[2][labels];
    double shift = 0;
    for (int t = 0; t < 2; t++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int y = 0; y < width; y++) {
        float score = y < labels ? (float) (3 * random.nextGaussian()) : Float.NEGATIVE_INFINITY;
        scores[3 + t * width + y] = score;
        max = Math.max(max, score);
      }
      for (int y = 0; y < labels; y++) {
        exact[t][y] = Math.exp(scores[3 + t * width + y] - max);
      }
      shift += max;
    }
    float[] psi = scores.clone();
    assertThat(kernels.potentials(2, width, psi, 3)).as(where).isCloseTo(shift, within(1e-9));
    assertThat(Backends.untouched(psi, 3, 2 * width)).as(where).isTrue();
    for (int t = 0; t < 2; t++) {
      check(
          where + ", potential",
          Arrays.copyOfRange(psi, 3 + t * width, 3 + (t + 1) * width),
          exact[t]);
    }
    float[] matrix = new float[labels * width];
    float[] transposed = new float[labels * width];
    for (int x = 0; x < labels; x++) {
      for (int y = 0; y < labels; y++) {
        matrix[x * width + y] = (float) Math.exp(random.nextGaussian());
        transposed[y * width + x] = matrix[x * width + y];
      }
    }
    sums(kernels, labels, width, psi, exact, matrix, transposed, where);
    maxima(kernels, labels, width, scores, matrix, where);
  }

  private static void sums(
      ChainKernels kernels,
      int labels,
      int width,
      float[] psi,
      double[][] exact,
      float[] matrix,
      float[] transposed,
      String where) {
    float[] alpha = Backends.guarded(2 * width + 6);
    double c0 = kernels.start(width, psi, 3, alpha, 3);
    float f = 1 / (float) c0;
    double c1 =
        kernels.forward(labels, width, alpha, 3, f, matrix, psi, 3 + width, alpha, 3 + width);
    assertThat(Backends.untouched(alpha, 3, 2 * width)).as(where).isTrue();
    double[][] joint = new double[labels][labels];
    double z = 0;
    for (int x = 0; x < labels; x++) {
      for (int y = 0; y < labels; y++) {
        joint[x][y] = exact[0][x] * matrix[x * width + y] * exact[1][y];
        z += joint[x][y];
      }
    }
    double[] first = new double[labels];
    double[] second = new double[labels];
    for (int x = 0; x < labels; x++) {
      for (int y = 0; y < labels; y++) {
        joint[x][y] /= z;
        first[x] += joint[x][y];
        second[y] += joint[x][y];
      }
    }
    assertThat(Math.log(c0) + Math.log(c1)).as(where).isCloseTo(Math.log(z), within(5e-6));
    float[] beta = new float[width];
    Arrays.fill(beta, 1 / (float) c1);
    check(where + ", second marginal", product(width, alpha, 3 + width, beta, 0), second);
    float[] before = Backends.guarded(width + 4);
    float[] pairs = new float[labels * width];
    kernels.backward(labels, width, beta, 0, f, psi, 3 + width, transposed, before, 2);
    assertThat(Backends.untouched(before, 2, width)).as(where).isTrue();
    check(where + ", first marginal", product(width, alpha, 3, before, 2), first);
    kernels.pairs(1, labels, width, alpha, 3, psi, 3 + width, pairs);
    kernels.pairs(1, labels, width, alpha, 3, psi, 3 + width, pairs);
    for (int x = 0; x < labels; x++) {
      float[] row = new float[width];
      for (int y = 0; y < width; y++) {
        row[y] = pairs[x * width + y] / 2 * matrix[x * width + y];
      }
      check(where + ", pairs", row, joint[x]);
    }
  }

  private static float[] product(int width, float[] a, int aAt, float[] b, int bAt) {
    float[] product = new float[width];
    for (int y = 0; y < width; y++) {
      product[y] = a[aAt + y] * b[bAt + y];
    }
    return product;
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void pairsOfManyStepsAddUp(Backend backend) {
    ChainKernels kernels = backend.chains();
    Random random = new Random(5);
    for (int labels = 1; labels <= 20; labels++) {
      int width = (labels + kernels.lanes() - 1) / kernels.lanes() * kernels.lanes();
      int steps = 7;
      float[] alpha = new float[2 + steps * width];
      float[] psi = new float[3 + steps * width];
      for (int t = 0; t < steps; t++) {
        for (int y = 0; y < labels; y++) {
          alpha[2 + t * width + y] = random.nextFloat();
          psi[3 + t * width + y] = random.nextFloat();
        }
      }
      float[] pairs = new float[labels * width];
      kernels.pairs(steps, labels, width, alpha, 2, psi, 3, pairs);
      for (int x = 0; x < labels; x++) {
        double[] expected = new double[labels];
        for (int y = 0; y < labels; y++) {
          for (int t = 0; t < steps; t++) {
            expected[y] += (double) alpha[2 + t * width + x] * psi[3 + t * width + y];
          }
        }
        check(labels + " labels", Arrays.copyOfRange(pairs, x * width, (x + 1) * width), expected);
      }
    }
  }

  private static void maxima(
      ChainKernels kernels, int labels, int width, float[] scores, float[] matrix, String where) {
    float[] best = Backends.guarded(width + 4);
    float[] from = Backends.guarded(width + 4);
    float greatest =
        kernels.best(labels, width, scores, 3, matrix, scores, 3 + width, best, 2, from, 2);
    assertThat(Backends.untouched(best, 2, width)).as(where).isTrue();
    assertThat(Backends.untouched(from, 2, width)).as(where).isTrue();
    for (int y = 0; y < labels; y++) {
      int source = 0;
      for (int x = 1; x < labels; x++) {
        if (scores[3 + x] + matrix[x * width + y]
            > scores[3 + source] + matrix[source * width + y]) {
          source = x;
        }
      }
      assertThat((int) from[2 + y]).as(where).isEqualTo(source);
      assertThat((double) best[2 + y] + greatest)
          .as(where)
          .isCloseTo(
              scores[3 + source] + matrix[source * width + y] + scores[3 + width + y],
              within(1e-5));
    }
  }

  private static void check(String where, float[] actual, double[] expected) {
    for (int y = 0; y < actual.length; y++) {
      assertThat((double) actual[y])
          .as("%s, label %d", where, y)
          .isCloseTo(y < expected.length ? expected[y] : 0, within(NEAR));
    }
  }
}
