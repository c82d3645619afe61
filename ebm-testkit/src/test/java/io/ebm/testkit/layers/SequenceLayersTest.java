package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Conv1d;
import io.ebm.nn.layers.Embedding;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.Initialiser;
import io.ebm.nn.layers.NGrams;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.Tokens;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Convolutions and n-grams of positions that vary. */
class SequenceLayersTest {

  private static final float NONE = Float.NaN;

  private static Conv1d conv(
      int channels, int kernel, int padding, int dilation, int groups, boolean circular) {
    return new Conv1d(
        channels,
        kernel,
        1,
        padding,
        dilation,
        groups,
        circular,
        true,
        Initialiser.LECUN_NORMAL,
        1);
  }

  private static LayerCase on(Layer layer, LayerCase.Input input) {
    return new LayerCase(layer, List.of(input), List.of(), LayerCase.TOLERANCE, 5);
  }

  @Nested
  class ConvolutionTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return conv(4, 3, 1, 1, 1, false);
    }

    @Override
    protected List<LayerCase> cases() {
      LayerCase.Input varying = LayerCase.Input.varying(2, 7);
      return List.of(
          on(layer(), varying),
          on(conv(4, 3, 2, 2, 2, false), varying),
          on(conv(3, 5, 2, 1, 1, true), varying),
          on(
              Sequence.of(
                  conv(4, 4, 1, 1, 1, false),
                  new Functions.Silu(),
                  conv(3, 2, 0, 1, 1, false),
                  new GlobalPool(Pooling.MEAN)),
              varying));
    }
  }

  @Nested
  class ConvolutionOfTokensTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(new Tokens(), conv(3, 3, 0, 1, 1, false), new Functions.Tanh());
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 6));
    }
  }

  @Nested
  class NGramsTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(
          new NGrams(1, 3, 7, 5),
          new Embedding(0, 4),
          new Functions.Tanh(),
          new GlobalPool(Pooling.MEAN));
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          on(layer(), LayerCase.Input.varyingClasses(6, 5)),
          on(
              Sequence.of(new NGrams(2, 2, 7), new Embedding(0, 4), new GlobalPool(Pooling.SUM)),
              LayerCase.Input.varyingClasses(6, 5)));
    }
  }

  /** Against the sum over the kernel, in double. */
  @Test
  void convolutionsSumOverTheWindowsOfAState() {
    int most = 8;
    int length = 5;
    float[] x = new float[2 * most];
    Arrays.fill(x, NONE);
    RandomStream random = RandomStream.of(9);
    random.fillGaussian(x, 0, length);
    random.fillGaussian(x, most, length);
    for (boolean circular : new boolean[] {false, true}) {
      for (int[] form : new int[][] {{3, 1, 1, 1}, {3, 2, 2, 1}, {4, 1, 1, 2}, {2, 0, 3, 2}}) {
        Conv1d layer = conv(2, form[0], form[1], form[2], form[3], circular);
        Parameters.Builder builder = Parameters.builder();
        Network network = Network.of(List.of(Shape.varying(2, most)), layer, builder, "");
        float[] theta = builder.build().values();
        network.initialise(theta, RandomStream.of(4));
        RandomStream.of(6).fillGaussian(theta, theta.length - 2, 2);
        int outMost = most + 2 * form[1] - (form[0] - 1) * form[2];
        int outLength = length + 2 * form[1] - (form[0] - 1) * form[2];
        float[] expected = new float[2 * outMost];
        for (int o = 0; o < 2; o++) {
          for (int p = 0; p < outLength; p++) {
            expected[o * outMost + p] = (float) window(layer, theta, x, most, length, o, p);
          }
        }
        assertThat(Outputs.of(network, theta, x))
            .as("%s", layer)
            .containsExactly(expected, within(1e-5f));
      }
    }
  }

  private static double window(
      Conv1d layer, float[] theta, float[] x, int most, int length, int out, int position) {
    int in = 2 / layer.groups();
    double sum = theta[2 * in * layer.kernel() + out];
    for (int c = 0; c < in; c++) {
      int channel = layer.groups() == 1 ? c : out;
      for (int k = 0; k < layer.kernel(); k++) {
        int at = position + k * layer.dilation() - layer.padding();
        int inside = layer.circular() ? Math.floorMod(at, length) : at;
        if (inside >= 0 && inside < length) {
          sum += (double) theta[(out * in + c) * layer.kernel() + k] * x[channel * most + inside];
        }
      }
    }
    return sum;
  }

  /** What is computed of tokens is what is computed of the same sequence. */
  @Test
  void tokensAreConvolvedAsSequencesAre() {
    float[] x = new float[3 * 7];
    RandomStream.of(2).fillGaussian(x, 0, x.length);
    Shape shape = Shape.of(3, 7);
    for (Conv1d layer : List.of(conv(2, 3, 1, 1, 1, false), conv(2, 3, 1, 1, 1, true))) {
      assertThat(Outputs.of(Sequence.of(new Tokens(), layer), shape, x))
          .containsExactly(Outputs.of(Sequence.of(layer), shape, x), within(1e-5f));
    }
  }

  @Test
  void tooFewPositionsLeaveNone() {
    Shape shape = Shape.varying(1, 5);
    float[] two = {1, 2, NONE, NONE, NONE};
    assertThat(
            Outputs.of(
                Sequence.of(conv(2, 3, 0, 1, 1, false), new GlobalPool(Pooling.MEAN)), shape, two))
        .containsExactly(0, 0);
  }

  private static float[] runs(NGrams layer, int labels, float... x) {
    return Outputs.of(Sequence.of(layer), Shape.varying(1, x.length, labels), x);
  }

  @Test
  void runsAreLabelsOfTheirOwn() {
    float[] runs = runs(new NGrams(1, 2, 1 << 16), 10, 3, 7, 3, 7, 7, NONE);
    assertThat(runs).hasSize(6 + 5).startsWith(3, 7, 3, 7, 7);
    assertThat(runs[5]).isEqualTo(runs[7]).isBetween(10f, 10f + (1 << 16)); // 3 7 and 3 7
    Set<Float> different = new HashSet<>(List.of(runs[5], runs[6], runs[8]));
    assertThat(different).hasSize(3); // 3 7, 7 3 and 7 7
    assertThat(Arrays.copyOfRange(runs, 9, 11)).containsExactly(0, 0); // none
    float[] pairs = runs(new NGrams(2, 2, 1 << 16), 10, 3, 7, 3, 7, 7, NONE);
    assertThat(pairs).startsWith(runs[5] - 10, runs[6] - 10, runs[7] - 10, runs[8] - 10);
  }

  /** Models that have been saved depend on it. */
  @Test
  void hashesStayWhatTheyAre() {
    assertThat(runs(new NGrams(2, 4, 1 << 16), 0, 1, 2, 3, 4)).containsExactly(HASHES);
    assertThat(runs(new NGrams(2, 4, 1), 0, 1, 2, 3, 4)).containsExactly(0, 0, 0, 0, 0, 0);
  }

  private static final float[] HASHES = {45558, 64979, 8963, 60006, 13813, 44446};

  @Test
  void hashesFillTheirBuckets() {
    int count = 64;
    float[] seen = new float[count * count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        seen[(int) runs(new NGrams(2, 2, count * count), 0, a, b)[0]]++;
      }
    }
    int empty = 0;
    for (float each : seen) {
      empty += each == 0 ? 1 : 0;
    }
    // of random ones, exp(-1) of the buckets stay empty
    assertThat(empty / (double) seen.length).isCloseTo(Math.exp(-1), within(0.03));
  }

  @Test
  void whatDoesNotFitIsSaid() {
    Shape varying = Shape.varying(2, 4);
    assertThat(Refusal.of(varying, new Conv1d(3, 3, 2, 1)))
        .isEqualTo("layers[0]: conv1d of packed values, as [2, ≤4] is, takes a stride of 1, not 2");
    assertThat(Refusal.of(varying, new Conv1d(3, 4, 1, 2)))
        .isEqualTo(
            "layers[0]: conv1d of packed values, as [2, ≤4] is, pads by at most half of what its"
                + " kernel spans besides a position, (kernel - 1) · dilation / 2 = 1.5, not 2");
    assertThat(Refusal.of(varying, new Conv1d(3, 7, 1, 1)))
        .isEqualTo(
            "layers[0]: conv1d has a kernel that spans 7 positions, and [2, ≤4] with a padding of 1"
                + " has up to 6");
    assertThat(Refusal.of(varying, conv(4, 3, 1, 1, 4, false)))
        .isEqualTo("layers[0]: conv1d of 4 groups takes a multiple of 4 channels, not [2, ≤4]");
    assertThat(Refusal.of(varying, new NGrams(1, 2, 100)))
        .isEqualTo("layers[0]: n-grams takes labels, [1, positions], not [2, ≤4]");
    assertThat(Refusal.of(Shape.varying(1, 4), new NGrams(1, 2, 100)))
        .isEqualTo(
            "layers[0]: n-grams needs its 'levels' here, as [1, ≤4] does not tell how many labels it"
                + " has");
    assertThat(Refusal.of(Shape.varying(1, 4, 9), new NGrams(1, 2, 100, 8)))
        .isEqualTo(
            "layers[0]: n-grams of 8 levels takes labels from 0 to 7, and the data have them from 0"
                + " to 8");
    assertThat(Refusal.of(Shape.varying(1, 4, 9), new NGrams(1, 2, 1 << 24)))
        .isEqualTo(
            "layers[0]: n-grams of 9 labels and 16777216 buckets would give 16777225 labels, and"
                + " there can be 16777216");
    assertThat(Refusal.of(Shape.varying(1, 4, 9), new NGrams(5, 6, 100)))
        .isEqualTo(
            "layers[0]: n-grams of 5 labels and more takes states of as many positions, not [1, ≤4]");
    assertThat(Refusal.of(() -> new NGrams(2, 1, 100)))
        .isEqualTo("most: must lie between 2 and 16, but is 1");
    assertThat(Refusal.of(() -> new NGrams(2, 3, 100, 7)))
        .isEqualTo("levels: is for single labels, which there are not with a 'least' of 2");
    assertThatThrownBy(() -> runs(new NGrams(1, 2, 100), 5, 1, 2.5f))
        .hasMessage("n-grams takes whole numbers from 0 to 4, not 2.5");
  }
}
