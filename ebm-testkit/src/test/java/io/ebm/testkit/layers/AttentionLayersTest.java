package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Attention;
import io.ebm.nn.layers.AttentionPool;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Embedding;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.LayerNorm;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Positions;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.Tokens;
import io.ebm.nn.layers.Transformer;
import io.ebm.nn.layers.TransformerBlock;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerChecks;
import io.ebm.testkit.LayerConformance;
import io.ebm.testkit.PositionChecks;
import io.ebm.testkit.PositionRule;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Layers of tokens. */
class AttentionLayersTest {

  private static LayerCase on(
      Layer layer, List<LayerCase.Input> conditions, LayerCase.Input input) {
    return new LayerCase(layer, List.of(input), conditions, LayerCase.TOLERANCE, 5);
  }

  private static Attention masked(int mask) {
    return new Attention(2, false, false, null, mask, true);
  }

  @Nested
  class AttentionTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Attention(2);
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          on(layer(), List.of(), LayerCase.Input.varying(4, 7)),
          on(
              new Attention(1, false, false, null, null, false),
              List.of(),
              LayerCase.Input.of(3, 2, 2)));
    }

    @Override
    protected PositionRule positions() {
      return PositionRule.EQUIVARIANT;
    }
  }

  @Nested
  class CausalAttentionTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Attention(2, true, true, null, null, true);
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(on(layer(), List.of(), LayerCase.Input.varying(4, 6)));
    }

    @Override
    protected PositionRule positions() {
      return PositionRule.CAUSAL;
    }
  }

  /** With a condition that moves where the state does not, and the other way round. */
  @Nested
  class CrossAttentionTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Attention(1, false, false, null, null, false);
    }

    @Override
    protected List<LayerCase> cases() {
      List<LayerCase.Input> both =
          List.of(LayerCase.Input.varying(2, 3), LayerCase.Input.varying(3, 4));
      return List.of(
          new LayerCase(layer(), both, List.of(), LayerCase.TOLERANCE, 5),
          on(
              new Attention(1, false, true, 0, null, false),
              List.of(LayerCase.Input.of(2, 3)),
              LayerCase.Input.varying(2, 3)));
    }
  }

  /** Keys that a mask hides. */
  @Nested
  class MaskedAttentionTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return masked(0);
    }

    /** Classes, of which 0 hides; in no row do all. */
    @Override
    protected List<LayerCase> cases() {
      return List.of(on(layer(), List.of(LayerCase.Input.classes(5, 6)), LayerCase.Input.of(4, 5)));
    }
  }

  @Nested
  class AttentionPoolTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new AttentionPool(2, 1);
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(on(new AttentionPool(1, 3), List.of(), LayerCase.Input.varying(3, 4)));
    }

    @Override
    protected PositionRule positions() {
      return PositionRule.INVARIANT;
    }
  }

  @Nested
  class PositionsTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Positions(Positions.Kind.LEARNED, 9, 0.5);
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          on(layer(), List.of(), LayerCase.Input.varying(3, 7)),
          on(new Positions(Positions.Kind.SINUSOIDAL), List.of(), LayerCase.Input.of(4, 2, 3)));
    }

    @Override
    protected PositionRule positions() {
      return PositionRule.CAUSAL;
    }
  }

  @Nested
  class EmbeddingTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Embedding(5, 3);
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          on(layer(), List.of(), LayerCase.Input.varyingClasses(6, 5)),
          on(layer(), List.of(), LayerCase.Input.of(5, 4)));
    }

    @Override
    protected PositionRule positions() {
      return PositionRule.EQUIVARIANT;
    }
  }

  /** A block that sees a context, in all orders; fixtures of PyTorch have the others. */
  @Test
  void aBlockSeesItsContext() {
    Layer crossing = new TransformerBlock(1, 3, new Functions.Silu(), true, true, 0, null, false);
    LayerCase test =
        on(crossing, List.of(LayerCase.Input.varying(3, 3)), LayerCase.Input.varying(4, 3));
    LayerChecks.rowsAreIndependent(test);
    LayerChecks.ordersAreDerivatives(test);
    PositionChecks.keeps(PositionRule.CAUSAL, test);
  }

  /** A transformer is its blocks, and then a norm. */
  @Test
  void aTransformerIsItsBlocks() {
    Shape shape = Shape.of(4, 5);
    Layer whole = new Transformer(2, 2);
    Layer parts =
        Sequence.of(
            new Tokens(), new TransformerBlock(2), new TransformerBlock(2), new LayerNorm());
    float[] x = new float[shape.size()];
    RandomStream.of(4).fillGaussian(x, 0, x.length);
    assertThat(Outputs.of(whole, shape, x)).isEqualTo(Outputs.of(parts, shape, x));
  }

  /** Slopes of queries, keys and values of more than one block. */
  @Test
  void slopesOfLongStatesAreDerivatives() {
    Shape shape = Shape.of(2, 70);
    Layer layer = Sequence.of(new Attention(1), new Functions.Silu());
    RandomStream random = RandomStream.of(6);
    float[] x = new float[shape.size()];
    random.fillGaussian(x, 0, x.length);
    float[] slopes = Outputs.slopes(layer, shape, x);
    for (int time = 0; time < 5; time++) {
      float[] direction = new float[x.length];
      random.fillGaussian(direction, 0, x.length);
      double along = 0;
      double difference = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        float[] there = x.clone();
        for (int i = 0; i < x.length; i++) {
          there[i] += sign * 0x1p-7f * direction[i];
          along += 0.5 * slopes[i] * direction[i];
        }
        for (float y : Outputs.of(layer, shape, there)) {
          difference += sign * y / 0x1p-6;
        }
      }
      assertThat(along).isCloseTo(difference, within(2e-3 * (1 + Math.abs(along))));
    }
  }

  /** Queries of more than one block, in all orders. */
  @Test
  void longStatesAreDoneBlockByBlock() {
    LayerCase test =
        on(
            new Attention(1, true, false, null, null, true),
            List.of(),
            LayerCase.Input.varying(2, 67));
    LayerChecks.ordersAreDerivatives(test);
    PositionChecks.keeps(PositionRule.CAUSAL, test);
  }

  /** Softmax over keys of scaled products, weights for the values: by the formula. */
  @Test
  void attentionIsTheFormula() {
    for (int length : new int[] {1, 5, 70, 130}) {
      compareWithFormula(length);
    }
  }

  private static void compareWithFormula(int length) {
    int channels = 6;
    int heads = 2;
    Parameters.Builder builder = Parameters.builder();
    Network network =
        Network.of(List.of(Shape.of(channels, length)), new Attention(heads), builder, "");
    Parameters parameters = builder.build();
    RandomStream random = RandomStream.of(8);
    random.fillGaussian(parameters.values(), 0, parameters.size());
    float[] x = new float[channels * length];
    random.fillGaussian(x, 0, x.length);
    float[] found = Outputs.of(network, parameters.values(), x);
    float[] weights = Outputs.of(network.upTo("weights"), parameters.values(), x);

    double[] in = tensor(parameters, "in_proj_weight");
    double[] inBias = tensor(parameters, "in_proj_bias");
    double[] out = tensor(parameters, "out_proj.weight");
    double[] outBias = tensor(parameters, "out_proj.bias");
    double[][] qkv = new double[length][3 * channels];
    for (int t = 0; t < length; t++) {
      for (int r = 0; r < 3 * channels; r++) {
        qkv[t][r] = inBias[r];
        for (int c = 0; c < channels; c++) {
          qkv[t][r] += in[r * channels + c] * x[c * length + t];
        }
      }
    }
    int d = channels / heads;
    for (int t = 0; t < length; t++) {
      double[] seen = new double[channels];
      for (int h = 0; h < heads; h++) {
        double[] p = new double[length];
        double sum = 0;
        for (int s = 0; s < length; s++) {
          double score = 0;
          for (int i = h * d; i < (h + 1) * d; i++) {
            score += qkv[t][i] * qkv[s][channels + i];
          }
          p[s] = Math.exp(score / Math.sqrt(d));
          sum += p[s];
        }
        for (int s = 0; s < length; s++) {
          assertThat((double) weights[(h * length + s) * length + t])
              .isCloseTo(p[s] / sum, within(1e-5));
          for (int i = h * d; i < (h + 1) * d; i++) {
            seen[i] += p[s] / sum * qkv[s][2 * channels + i];
          }
        }
      }
      for (int r = 0; r < channels; r++) {
        double expected = outBias[r];
        for (int c = 0; c < channels; c++) {
          expected += out[r * channels + c] * seen[c];
        }
        assertThat((double) found[r * length + t]).isCloseTo(expected, within(2e-5));
      }
    }
  }

  private static double[] tensor(Parameters parameters, String name) {
    Parameters.Tensor tensor =
        parameters.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.values()[tensor.offset() + i];
    }
    return values;
  }

  /** What attention takes of memory grows with the tokens, not with their square. */
  @Test
  void memoryGrowsWithTheTokens() {
    long[] bytes = new long[2];
    for (int i = 0; i < 2; i++) {
      Shape shape = Shape.of(64, 1024 << i);
      Network network = Network.of(List.of(shape), new Attention(4), Parameters.builder(), "");
      bytes[i] = network.tileBytes() / network.tile();
    }
    assertThat(bytes[0]).isLessThan(1024 * 64 * 4 * 25); // 25 values of 64 channels
    assertThat(bytes[1]).isLessThan(bytes[0] * 21 / 10);
  }

  /** Scores by rotary positions depend on how far two tokens are apart alone. */
  @Test
  void rotaryPositionsAreRelative() {
    int length = 9;
    Layer layer = new Attention(1, false, true, null, null, true);
    float[] x = new float[2 * length];
    x[2] = 1; // a token of its own among equal ones
    float[] y = new float[2 * length];
    y[5] = 1;
    float[] atTwo = Outputs.of(layer, Shape.of(2, length), x);
    float[] atFive = Outputs.of(layer, Shape.of(2, length), y);
    for (int t = 2; t < 6; t++) {
      assertThat(atFive[t + 3]).isCloseTo(atTwo[t], within(1e-5f));
    }
  }

  @Test
  void whatDoesNotFitIsToldInASentence() {
    Shape tokens = Shape.varying(6, 8);
    assertThat(Refusal.of(tokens, new Attention(4)))
        .isEqualTo("layers[0]: attention of 4 heads takes a multiple of 4 channels, not [6, ≤8]");
    assertThat(Refusal.of(Shape.of(6), new Attention(2)))
        .isEqualTo("layers[0]: attention takes tokens, as [channels, length], not [6]");
    assertThat(Refusal.of(tokens, new Attention(2, false, true, null, null, true)))
        .isEqualTo(
            "layers[0]: attention that is rotary takes heads of an even number of channels, not 2"
                + " of 3");
    assertThat(Refusal.of(tokens, new Positions(Positions.Kind.LEARNED, 5, 1)))
        .isEqualTo("layers[0]: positions has vectors for 5, and [6, ≤8] has up to 8");
    assertThat(Refusal.of(tokens, new Attention(2, false, false, 0, null, true)))
        .isEqualTo(
            "layers[0]: there is no condition here: the network has its state as its one input");
    assertThat(Refusal.of(tokens, List.of(Shape.of(3)), masked(0)))
        .isEqualTo(
            "layers[0]: attention has a mask of [3], and takes a number for each of 8 positions");
    assertThat(Refusal.of(() -> new Attention(2, true, false, 0, null, true)))
        .isEqualTo("causal: is for tokens that see their own state");
    assertThat(
            Refusal.of(tokens, new Parallel(List.of(new Dense(6), new Dense(6)), new Attention(4))))
        .isEqualTo(
            "layers[0].join: attention of 4 heads takes a multiple of 4 channels, not [6, ≤8]");
  }

  @Test
  void anEmptyStateAndAMaskOfAllAreToldInASentence() {
    float[] nothing = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
    assertThatThrownBy(() -> Outputs.of(new Dense(1), Shape.varying(2, 2), nothing))
        .hasMessage("a state has no positions: the first of its at most 2 is not there");
    Layer hiding =
        (wiring, inputs) ->
            new Attention(1, false, false, null, 0, true)
                .wire(new OfInput(wiring, inputs.get(0)), inputs);
    assertThatThrownBy(() -> Outputs.of(hiding, Shape.of(1, 3), new float[3]))
        .hasMessage("attention has a mask that hides every key of a query");
  }
}
