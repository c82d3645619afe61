package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Add;
import io.ebm.nn.layers.Condition;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.Pairs;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Sequence;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Pooling of positions that vary, and their pairs. */
class SetLayersTest {

  private static final float NONE = Float.NaN;

  private static List<LayerCase> on(Layer layer, LayerCase.Input... inputs) {
    return List.of(new LayerCase(layer, List.of(inputs), List.of(), LayerCase.TOLERANCE, 5));
  }

  @Nested
  class MeanTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(new GlobalPool(Pooling.MEAN), new Functions.Tanh());
    }

    @Override
    protected List<LayerCase> cases() {
      return on(layer(), LayerCase.Input.varying(3, 9));
    }
  }

  @Nested
  class SumTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(new GlobalPool(Pooling.SUM), new Functions.Tanh());
    }

    @Override
    protected List<LayerCase> cases() {
      return on(layer(), LayerCase.Input.varying(3, 9));
    }
  }

  @Nested
  class MaximumTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new GlobalPool(Pooling.MAX);
    }

    @Override
    protected List<LayerCase> cases() {
      return on(layer(), LayerCase.Input.varyingApart(3, 5));
    }
  }

  @Nested
  class LogSumExpTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(new Dense(4), new GlobalPool(Pooling.LOG_SUM_EXP));
    }

    @Override
    protected List<LayerCase> cases() {
      return on(layer(), LayerCase.Input.varying(3, 9));
    }
  }

  @Nested
  class PairsTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(
          new Pairs(), new Dense(4), new Functions.Tanh(), new GlobalPool(Pooling.SUM));
    }

    @Override
    protected List<LayerCase> cases() {
      return on(layer(), LayerCase.Input.varying(2, 5));
    }
  }

  @Nested
  class PairsOfFixedPositionsTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(new Pairs(), new Functions.Tanh());
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 4));
    }
  }

  @Nested
  class PairsOfTwoTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(
          new Parallel(List.of(new Functions.Tanh(), new Condition(0)), new Pairs()),
          new Dense(3),
          new Functions.Silu(),
          new GlobalPool(Pooling.MEAN));
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          new LayerCase(
              layer(),
              List.of(LayerCase.Input.varying(2, 4)),
              List.of(LayerCase.Input.varying(1, 3)),
              LayerCase.TOLERANCE,
              5));
    }
  }

  @Test
  void poolPositionsThatThereAre() {
    Shape shape = Shape.varying(2, 4);
    float[] x = {1, -2, 4, NONE, 0.5f, 0.25f, -1, NONE};
    assertThat(Outputs.of(new GlobalPool(Pooling.SUM), shape, x)).containsExactly(3, -0.25f);
    assertThat(Outputs.of(new GlobalPool(Pooling.MEAN), shape, x)).containsExactly(1, -0.25f / 3);
    assertThat(Outputs.of(new GlobalPool(Pooling.MAX), shape, x)).containsExactly(4, 0.5f);
    double first = Math.log(Math.exp(1) + Math.exp(-2) + Math.exp(4));
    double second = Math.log(Math.exp(0.5) + Math.exp(0.25) + Math.exp(-1));
    assertThat(Outputs.of(new GlobalPool(Pooling.LOG_SUM_EXP), shape, x))
        .containsExactly(new float[] {(float) first, (float) second}, within(1e-6f));
  }

  @Test
  void sumFixedPositions() {
    float[] x = {1, -2, 4, 0.5f, 0.25f, -1};
    assertThat(Outputs.of(new GlobalPool(Pooling.SUM), Shape.of(2, 3), x))
        .containsExactly(3, -0.25f);
  }

  @Test
  void orderOfPositionsChangesRoundingAlone() {
    Shape shape = Shape.varying(1, 5);
    for (Pooling kind : Pooling.values()) {
      Layer layer = Sequence.of(new Dense(6), new Functions.Silu(), new GlobalPool(kind));
      float[] one = Outputs.of(layer, shape, new float[] {0.3f, -1.5f, 2, 0.7f, NONE});
      float[] other = Outputs.of(layer, shape, new float[] {2, 0.7f, 0.3f, -1.5f, NONE});
      assertThat(other).as("%s", kind).containsExactly(one, within(1e-6f));
    }
  }

  @Test
  void pairsAreOfTwoDifferentPositions() {
    Shape shape = Shape.varying(1, 4);
    float[] x = {1, 2, 3, NONE};
    // 6 pairs (i, j): sums over them of i and of j
    assertThat(Outputs.of(Sequence.of(new Pairs(), new GlobalPool(Pooling.SUM)), shape, x))
        .containsExactly(12, 12);
    assertThat(Outputs.of(Sequence.of(new Pairs()), shape, x))
        .containsExactly(1, 1, 2, 2, 3, 3, 0, 0, 0, 0, 0, 0, 2, 3, 1, 3, 1, 2, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void noPairsAreNothing() {
    Shape shape = Shape.varying(1, 4);
    float[] one = {7, NONE, NONE, NONE};
    for (Pooling kind : List.of(Pooling.SUM, Pooling.MEAN)) {
      assertThat(Outputs.of(Sequence.of(new Pairs(), new GlobalPool(kind)), shape, one))
          .containsExactly(0, 0);
    }
    assertThatThrownBy(
            () -> Outputs.of(Sequence.of(new Pairs(), new GlobalPool(Pooling.MAX)), shape, one))
        .hasMessage(
            "global-pool of kind 'max' takes states of one position or more, and one has none; 'sum'"
                + " and 'mean' give 0 there");
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThat(Refusal.of(Shape.of(3), new Pairs()))
        .isEqualTo(
            "layers[0]: pairs takes channels with positions, as [channels, positions], not [3]");
    assertThat(Refusal.of(Shape.varying(3, 1), new Pairs()))
        .isEqualTo("layers[0]: pairs takes states of up to two positions or more, not [3, ≤1]");
    assertThat(Refusal.of(Shape.varying(3, 100_000), new Pairs()))
        .startsWith("layers[0]: what pairs makes of [3, ≤100000], in a state, would have");
    assertThat(
            Refusal.of(
                Shape.varying(3, 4), new Parallel(List.of(new Pairs(), new Dense(6)), new Add())))
        .startsWith("layers[0]");
  }
}
