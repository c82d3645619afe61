package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Condition;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Embedding;
import io.ebm.nn.layers.Film;
import io.ebm.nn.layers.Flatten;
import io.ebm.nn.layers.FourierFeatures;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Multiply;
import io.ebm.nn.layers.NoLayers;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.TimeEmbedding;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Layers for what enters beside the state: classes, times, contexts. */
class ConditionLayersTest {

  private static LayerCase one(
      Layer layer, LayerCase.Input input, List<LayerCase.Input> conditions) {
    return new LayerCase(layer, List.of(input), conditions, LayerCase.TOLERANCE, 17);
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
          one(layer(), LayerCase.Input.classes(1, 5), List.of()),
          one(layer(), LayerCase.Input.classes(4, 5), List.of()));
    }
  }

  @Nested
  class TimeEmbeddingTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new TimeEmbedding(6, 100);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1));
    }
  }

  @Nested
  class FourierFeaturesTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new FourierFeatures(8, 0.2, 3);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(3));
    }
  }

  @Nested
  class FilmTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Film(List.of(new Dense(4), new Functions.Tanh(), new Dense(6)), 1);
    }

    @Override
    protected List<LayerCase> cases() {
      List<LayerCase.Input> conditions = List.of(LayerCase.Input.of(2), LayerCase.Input.of(5));
      return List.of(
          one(layer(), LayerCase.Input.of(3), conditions),
          one(layer(), LayerCase.Input.of(3, 2, 2), conditions));
    }
  }

  /** Factors and shifts may depend on the state too, if a plugin wires them so. */
  @Nested
  class FilmOfWhatMovesTest extends LayerConformance {
    @Override
    protected Layer layer() {
      Film film = new Film(List.of(), 0);
      return (wiring, inputs) ->
          film.wire(new OfInput(wiring, inputs.get(1)), inputs.subList(0, 1));
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          new LayerCase(
              layer(),
              List.of(LayerCase.Input.of(2, 3), LayerCase.Input.of(4)),
              List.of(),
              LayerCase.TOLERANCE,
              23));
    }
  }

  @Nested
  class ConditionTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Condition(0);
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(one(layer(), LayerCase.Input.of(3), List.of(LayerCase.Input.of(2, 2))));
    }
  }

  @Nested
  class GateTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Parallel(
          List.of(
              new Dense(3),
              Sequence.of(new Condition(0), new Embedding(4, 3), new Functions.Sigmoid()),
              Sequence.of(
                  new Parallel(List.of(new Condition(1), new Flatten()), new Concat()),
                  new Dense(3))),
          new Multiply());
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          one(
              layer(),
              LayerCase.Input.of(4),
              List.of(LayerCase.Input.classes(1, 4), LayerCase.Input.of(2))));
    }
  }

  @Test
  void timesAreWaves() {
    float[] waves = Outputs.of(new TimeEmbedding(4, 100), Shape.of(1), new float[] {3});
    assertThat(waves[0]).isEqualTo((float) Math.sin(3), within(1e-6f));
    assertThat(waves[1]).isEqualTo((float) Math.sin(0.3), within(1e-6f));
    assertThat(waves[2]).isEqualTo((float) Math.cos(3), within(1e-6f));
    assertThat(waves[3]).isEqualTo((float) Math.cos(0.3), within(1e-6f));
  }

  @Test
  void frequenciesComeFromTheSeed() {
    float[] x = {0.3f, -1, 2};
    float[] once = Outputs.of(new FourierFeatures(8, 1, 3), Shape.of(3), x);
    assertThat(Outputs.of(new FourierFeatures(8, 1, 3), Shape.of(3), x)).containsExactly(once);
    assertThat(Outputs.of(new FourierFeatures(8, 1, 4), Shape.of(3), x)).isNotEqualTo(once);
  }

  @Test
  void classesOutOfRange() {
    for (float bad : new float[] {5, -1, 2.5f, Float.NaN}) {
      assertThatThrownBy(() -> Outputs.of(new Embedding(5, 2), Shape.of(1), new float[] {bad}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("embedding of 5 levels takes whole numbers from 0 to 4, not " + bad);
    }
  }

  @Test
  void whatDoesNotFit() {
    assertThat(Refusal.of(Shape.of(3), new Film(List.of(new Dense(6)), 0)))
        .isEqualTo(
            "layers[0]: there is no condition here: the network has its state as its one input");
    assertThat(Refusal.of(Shape.of(3), List.of(Shape.of(2)), new Film(List.of(new Dense(5)), 0)))
        .isEqualTo(
            "layers[0]: film has layers that give [5], and [3] takes 6 numbers: a factor and a"
                + " shift for each channel");
    assertThat(Refusal.of(Shape.of(3), List.of(Shape.of(2)), new Condition(1)))
        .isEqualTo("layers[0]: there is no condition 1; there are 1, counted from 0");
    assertThat(Refusal.of(Shape.of(3), new TimeEmbedding(4, 10)))
        .isEqualTo("layers[0]: time-embedding takes one number, not [3]");
    assertThat(Refusal.of(Shape.of(3, 4), new FourierFeatures(4, 1, 0)))
        .isEqualTo("layers[0]: fourier-features takes [features], not [3, 4]");
    assertThat(Refusal.of(Shape.of(3, 4), new Embedding(4, 1)))
        .isEqualTo(
            "layers[0]: embedding of 4 levels takes [classes], [1, positions] that are packed, or"
                + " [4, positions], not [3, 4]");
    assertThat(Refusal.of(() -> new TimeEmbedding(5, 10)))
        .isEqualTo("dim: must be even and at least 2, but is 5");
  }

  @Test
  void someLayersCannotBe() {
    assertThat(NoLayers.why("batch-norm").orElseThrow()).contains("'group-norm'");
    assertThat(NoLayers.why("dropout").orElseThrow()).contains("weight decay");
    assertThat(NoLayers.why("dense")).isEmpty();
  }
}
