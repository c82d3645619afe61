package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.math.Convolution.Spec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {

  private static final int[] STATES = {1, 3, 8, 16, 20, 32, 64};
  private static final int[] CHANNELS = {1, 2, 3, 4, 5, 7, 16, 17, 21, 33};

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void randomConvolutionsAreThoseOfTheDefinition(Backend backend) {
    long seed = 20240611;
    Random random = new Random(seed);
    for (int trial = 0; trial < 500; trial++) {
      Spec spec = random(random);
      int n = STATES[random.nextInt(STATES.length)];
      check(backend, spec, n, random, "seed " + seed + ", trial " + trial);
    }
  }

  @ParameterizedTest
  @MethodSource("io.ebm.math.Backends#all")
  void convolutionsLargerThanABlockAreThoseOfTheDefinition(Backend backend) {
    Random random = new Random(5);
    check(backend, square(32, 9, 33, 3, 1, 1, false, 1), 16, random, "many terms");
    check(backend, square(32, 9, 33, 3, 1, 1, false, 1), 3, random, "many terms, few states");
    check(backend, square(40, 7, 130, 3, 1, 1, true, 1), 32, random, "many channels");
    check(backend, square(3, 20, 36, 5, 2, 2, false, 1), 64, random, "few channels");
    check(backend, square(24, 6, 24, 3, 1, 1, false, 24), 16, random, "depthwise");
    check(backend, square(48, 4, 96, 1, 1, 0, false, 1), 20, random, "of one position");
    check(backend, square(32, 5, 70, 5, 1, 0, false, 1), 16, random, "all positions");
    check(backend, square(16, 8, 16, 1, 2, 0, false, 1), 16, random, "positions left out");
  }

  private static Spec square(
      int in,
      int size,
      int out,
      int kernel,
      int stride,
      int padding,
      boolean circular,
      int groups) {
    return new Spec(
        in, size, size, out, kernel, kernel, stride, stride, 1, 1, padding, padding, circular,
        groups);
  }

  private static Spec random(Random random) {
    while (true) {
      int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
      boolean depthwise = random.nextInt(8) == 0;
      int in = CHANNELS[random.nextInt(CHANNELS.length)] * (depthwise ? 1 : groups);
      int out = CHANNELS[random.nextInt(CHANNELS.length)] * (depthwise ? in : groups);
      boolean flat = random.nextInt(4) == 0;
      boolean filled = random.nextInt(8) == 0;
      int height = flat ? 1 : 1 + random.nextInt(8);
      int width = 1 + random.nextInt(10);
      int kernelHeight = flat ? 1 : filled ? height : 1 + random.nextInt(4);
      int kernelWidth = filled ? width : 1 + random.nextInt(4);
      try {
        return new Spec(
            in,
            height,
            width,
            out,
            kernelHeight,
            kernelWidth,
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            flat ? 0 : random.nextInt(4),
            random.nextInt(4),
            random.nextInt(3) == 0,
            depthwise ? in : groups);
      } catch (IllegalArgumentException e) {
        // Such a kernel does not fit: another one.
        assertThat(e).hasMessageMatching("(a kernel of|circular padding) .*");
      }
    }
  }

  private static void check(Backend backend, Spec spec, int n, Random random, String where) {
    String what = where + ", n " + n + ", " + spec;
    int xAt = random.nextInt(5);
    int yAt = random.nextInt(5);
    int wAt = random.nextInt(5);
    int inSize = spec.inSize() * n;
    int outSize = spec.outSize() * n;
    // What lies around operands is NaN, so that a kernel that lets it in is found out.
    float[] x = surrounded(random, xAt, inSize);
    float[] w = surrounded(random, wAt, spec.weights());
    float[] dy = surrounded(random, yAt, outSize);
    double[] y = new double[outSize];
    double[] dx = new double[inSize];
    double[] dw = new double[spec.weights()];
    define(spec, n, x, xAt, w, wAt, dy, yAt, y, dx, dw);

    ConvolutionKernels kernels = backend.convolution();
    ConvolutionWindows windows = new ConvolutionWindows(spec);
    float[] result = Backends.guarded(outSize + 9);
    windows.forward(kernels, n, x, xAt, w, wAt, result, yAt);
    same(result, yAt, y, "output, " + what);
    result = Backends.guarded(inSize + 9);
    new ConvolutionSpread(spec).inputGradient(kernels, n, dy, yAt, w, wAt, result, xAt);
    same(result, xAt, dx, "gradient by the input, " + what);
    result = Backends.guarded(spec.weights() + 9);
    Arrays.fill(result, wAt, wAt + spec.weights(), 1f);
    windows.weightGradient(kernels, n, x, xAt, dy, yAt, result, wAt);
    for (int i = 0; i < dw.length; i++) {
      dw[i] += 1;
    }
    same(result, wAt, dw, "gradient by the weights, " + what);
  }

  private static float[] surrounded(Random random, int at, int size) {
    float[] array = new float[size + 9];
    Arrays.fill(array, Float.NaN);
    System.arraycopy(Backends.random(random, size, 1), 0, array, at, size);
    return array;
  }

  private static void same(float[] result, int at, double[] expected, String what) {
    double scale = 1;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      double error = Math.abs(result[at + i] - expected[i]);
      worst = error <= worst ? worst : error; // a NaN is the worst
    }
    assertThat(worst).as(what).isLessThan(3e-6 * scale);
    assertThat(Backends.untouched(result, at, expected.length)).as(what).isTrue();
  }

  /** All three maps by their definition. */
  private static void define(
      Spec spec,
      int n,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] dy,
      int yAt,
      double[] y,
      double[] dx,
      double[] dw) {
    int in = spec.inChannels() / spec.groups();
    int out = spec.outChannels() / spec.groups();
    int rows = spec.outHeight();
    int columns = spec.outWidth();
    int weight = 0;
    for (int o = 0; o < spec.outChannels(); o++) {
      for (int c = o / out * in; c < o / out * in + in; c++) {
        for (int u = 0; u < spec.kernelHeight(); u++) {
          for (int v = 0; v < spec.kernelWidth(); v++, weight++) {
            for (int i = 0; i < rows; i++) {
              int h = i * spec.strideHeight() + u * spec.dilationHeight() - spec.paddingHeight();
              for (int j = 0; j < columns; j++) {
                int k = j * spec.strideWidth() + v * spec.dilationWidth() - spec.paddingWidth();
                boolean inside = h >= 0 && h < spec.height() && k >= 0 && k < spec.width();
                if (!inside && !spec.circular()) {
                  continue;
                }
                int row = c * spec.height() + Math.floorMod(h, spec.height());
                int from = (row * spec.width() + Math.floorMod(k, spec.width())) * n;
                int to = ((o * rows + i) * columns + j) * n;
                for (int s = 0; s < n; s++) {
                  y[to + s] += (double) w[wAt + weight] * x[xAt + from + s];
                  dx[from + s] += (double) w[wAt + weight] * dy[yAt + to + s];
                  dw[weight] += (double) x[xAt + from + s] * dy[yAt + to + s];
                }
              }
            }
          }
        }
      }
    }
  }

  @Test
  void gradientsAreTheAdjointsOfTheConvolution() {
    Random random = new Random(99);
    for (int trial = 0; trial < 100; trial++) {
      Spec spec = random(random);
      int n = STATES[random.nextInt(STATES.length)];
      Convolution convolution = Convolution.of(spec);
      float[] x = Backends.random(random, spec.inSize() * n, 1);
      float[] w = Backends.random(random, spec.weights(), 1);
      float[] dy = Backends.random(random, spec.outSize() * n, 1);
      float[] y = new float[dy.length];
      float[] dx = new float[x.length];
      float[] dw = new float[w.length];
      convolution.forward(n, x, 0, w, 0, y, 0);
      convolution.inputGradient(n, dy, 0, w, 0, dx, 0);
      convolution.weightGradient(n, x, 0, dy, 0, dw, 0);
      double scale = Math.sqrt(product(y, y) * product(dy, dy)) + 1;
      assertThat(Math.abs(product(y, dy) - product(x, dx)) / scale)
          .as("by the input, n %d, %s", n, spec)
          .isLessThan(1e-6);
      assertThat(Math.abs(product(y, dy) - product(w, dw)) / scale)
          .as("by the weights, n %d, %s", n, spec)
          .isLessThan(1e-6);
    }
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void circularConvolutionsCommuteWithShifts() {
    Random random = new Random(3);
    int n = 16;
    Spec spec = new Spec(3, 6, 7, 5, 3, 3, 1, 1, 1, 1, 1, 1, true, 1);
    Convolution convolution = Convolution.of(spec);
    float[] x = Backends.random(random, spec.inSize() * n, 1);
    float[] w = Backends.random(random, spec.weights(), 1);
    float[] y = new float[spec.outSize() * n];
    float[] ofShifted = new float[y.length];
    convolution.forward(n, x, 0, w, 0, y, 0);
    convolution.forward(n, shifted(x, 3, n), 0, w, 0, ofShifted, 0);
    assertThat(ofShifted).isEqualTo(shifted(y, 5, n));
    float[] dx = new float[x.length];
    float[] ofShiftedY = new float[x.length];
    convolution.inputGradient(n, y, 0, w, 0, dx, 0);
    convolution.inputGradient(n, shifted(y, 5, n), 0, w, 0, ofShiftedY, 0);
    float[] expected = shifted(dx, 3, n);
    for (int i = 0; i < expected.length; i++) {
      assertThat(ofShiftedY[i]).as("element %d", i).isCloseTo(expected[i], within(1e-4f));
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float most) {
    return org.assertj.core.data.Offset.offset(most);
  }

  /** By two rows and three columns, of 6 × 7. */
  private static float[] shifted(float[] x, int channels, int n) {
    float[] to = new float[x.length];
    for (int c = 0; c < channels; c++) {
      for (int h = 0; h < 6; h++) {
        for (int w = 0; w < 7; w++) {
          int target = (c * 6 + (h + 2) % 6) * 7 + (w + 3) % 7;
          System.arraycopy(x, ((c * 6 + h) * 7 + w) * n, to, target * n, n);
        }
      }
    }
    return to;
  }

  @Test
  void aGradientByTheWeightsIsTheSameOnEveryThread() throws InterruptedException {
    Random random = new Random(4);
    int n = 16;
    Spec spec = square(20, 9, 40, 3, 1, 1, false, 1);
    Convolution convolution = Convolution.of(spec);
    float[] x = Backends.random(random, spec.inSize() * n, 1);
    float[] dy = Backends.random(random, spec.outSize() * n, 1);
    float[] here = new float[spec.weights()];
    float[] there = new float[spec.weights()];
    convolution.weightGradient(n, x, 0, dy, 0, here, 0);
    Thread thread = new Thread(() -> convolution.weightGradient(n, x, 0, dy, 0, there, 0));
    thread.start();
    thread.join();
    assertThat(there).isEqualTo(here);
  }

  @Test
  void wrongSizesAreSaid() {
    assertThatThrownBy(() -> square(4, 5, 6, 3, 1, 1, false, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("groups, 4, must divide inChannels, 4, and outChannels, 6");
    assertThatThrownBy(() -> square(4, 5, 6, 8, 1, 1, false, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a kernel of height 8, dilated by 1, does not fit into an input of height 5 with"
                + " padding 1");
    assertThatThrownBy(() -> square(4, 5, 6, 3, 1, 6, true, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("circular padding is at most the input's height, 5, not 6");
    assertThatThrownBy(() -> square(4, 5, 6, 3, 0, 1, true, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("strideHeight of a convolution is at least 1, not 0");
    assertThatThrownBy(() -> square(1 << 20, 1 << 10, 1, 1, 1, 0, false, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input of a convolution has more than 2^30 elements");
  }

  @Test
  void operandsThatDoNotFitAreSaid() {
    Convolution convolution = Convolution.of(square(2, 5, 3, 3, 1, 1, false, 1));
    float[] x = new float[2 * 25 * 4];
    float[] y = new float[3 * 25 * 4];
    float[] w = new float[54];
    assertThatThrownBy(() -> convolution.forward(0, x, 0, w, 0, y, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tile has at least 1 state, not 0");
    assertThatThrownBy(() -> convolution.forward(4, x, 1, w, 0, y, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input of 200 floats at 1: an array of 200 does not hold them");
    assertThatThrownBy(() -> convolution.inputGradient(5, y, 0, w, 0, new float[250], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("output of 375 floats at 0: an array of 300 does not hold them");
    assertThatThrownBy(() -> convolution.weightGradient(4, x, 0, y, 0, w, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights of 54 floats at -1: an array of 54 does not hold them");
  }
}
