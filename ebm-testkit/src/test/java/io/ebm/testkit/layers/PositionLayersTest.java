package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.Patches;
import io.ebm.nn.layers.Pool;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Upsample;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Layers that make other positions of positions. */
class PositionLayersTest {

  private static List<LayerCase> apart(Layer layer, LayerCase.Input... inputs) {
    return List.of(inputs).stream()
        .map(input -> new LayerCase(layer, List.of(input), List.of(), LayerCase.TOLERANCE, 11))
        .toList();
  }

  @Nested
  class MeanPoolTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Pool(Pooling.MEAN, List.of(3, 2), List.of(2, 1));
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 6, 3), Shape.of(1, 4, 5));
    }
  }

  @Nested
  class MaxPoolTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Pool(Pooling.MAX, 2);
    }

    @Override
    protected List<LayerCase> cases() {
      return apart(layer(), LayerCase.Input.apart(2, 4, 3), LayerCase.Input.apart(1, 5));
    }
  }

  @Nested
  class LogSumExpPoolTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Pool(Pooling.LOG_SUM_EXP, List.of(2), List.of(1));
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1, 3, 3));
    }
  }

  @Nested
  class GlobalMeanTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new GlobalPool(Pooling.MEAN);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 3, 2), Shape.of(3, 4));
    }
  }

  @Nested
  class GlobalMaxTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new GlobalPool(Pooling.MAX);
    }

    @Override
    protected List<LayerCase> cases() {
      return apart(layer(), LayerCase.Input.apart(2, 2, 3));
    }
  }

  @Nested
  class NearestTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Upsample(2, Upsample.Mode.NEAREST);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 2, 3));
    }
  }

  @Nested
  class BilinearTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Upsample(3, Upsample.Mode.BILINEAR);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1, 3, 2));
    }
  }

  @Nested
  class PatchesTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Patches(2);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 4, 2));
    }
  }

  @Test
  void patchesAreSquares() {
    float[] image = new float[2 * 4 * 4];
    for (int i = 0; i < image.length; i++) {
      image[i] = i;
    }
    float[] patches = Outputs.of(new Patches(2), Shape.of(2, 4, 4), image);
    assertThat(patches).startsWith(0, 2, 8, 10, 1, 3, 9, 11, 4, 6, 12, 14).hasSize(32);
    assertThat(patches).contains(16, 18, 24, 26);
  }

  @Test
  void theFirstOfEqualNumbersHasTheSlope() {
    assertThat(
            Outputs.slopes(new GlobalPool(Pooling.MAX), Shape.of(1, 4), new float[] {1, 3, 3, 2}))
        .containsExactly(0, 1, 0, 0);
  }

  @Test
  void aMaximumLetsNanThrough() {
    assertThat(
            Outputs.of(new GlobalPool(Pooling.MAX), Shape.of(1, 3), new float[] {1, Float.NaN, 2}))
        .containsExactly(Float.NaN);
  }

  @Test
  void shapesThatDoNotFit() {
    assertThat(Refusal.of(Shape.of(8), new Dense(4), new Pool(Pooling.MAX, 2)))
        .isEqualTo(
            "layers[1]: pool takes [channels, length] or [channels, height, width], not [4]");
    assertThat(Refusal.of(Shape.of(2, 5), new Pool(Pooling.MEAN, List.of(3, 2), null)))
        .isEqualTo(
            "layers[0]: pool of a sequence [2, 5] takes one number for 'window' and 'stride', not"
                + " two");
    assertThat(Refusal.of(Shape.of(2, 3, 3), new Pool(Pooling.MEAN, 4)))
        .isEqualTo("layers[0]: pool has a window of 4, which does not fit into [2, 3, 3]");
    assertThat(Refusal.of(Shape.of(8), new GlobalPool(Pooling.MEAN)))
        .isEqualTo(
            "layers[0]: global-pool takes channels with positions, as [channels, height, width],"
                + " not [8]");
    assertThat(Refusal.of(Shape.of(2, 8), new Upsample(2, Upsample.Mode.NEAREST)))
        .isEqualTo("layers[0]: upsample takes [channels, height, width], not [2, 8]");
    assertThat(Refusal.of(Shape.of(2, 8, 7), new Patches(4)))
        .isEqualTo(
            "layers[0]: patches of size 4 take a height and a width that it divides, not [2, 8,"
                + " 7]");
  }
}
