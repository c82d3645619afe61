package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.GroupNorm;
import io.ebm.nn.layers.LayerNorm;
import io.ebm.nn.layers.MatrixProduct;
import io.ebm.nn.layers.Multiply;
import io.ebm.nn.layers.Normalise;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.RmsNorm;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Norms and products. */
class NormsTest {

  @Nested
  class LayerNormTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new LayerNorm(0.1, true);
    }
  }

  @Nested
  class RmsNormTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new RmsNorm(0.1, true);
    }
  }

  @Nested
  class NormaliseTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Normalise();
    }
  }

  @Nested
  class GroupNormTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new GroupNorm(2, 0.1, true);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(4, 3), Shape.of(2, 2, 3));
    }
  }

  @Nested
  class WithoutFactorsTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new GroupNorm(1, 0.1, false);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(5));
    }
  }

  @Nested
  class MultiplyTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Multiply();
    }

    @Override
    protected List<LayerCase> cases() {
      LayerCase.Input image = LayerCase.Input.of(2, 3, 2);
      LayerCase.Input channels = LayerCase.Input.of(2);
      LayerCase.Input number = LayerCase.Input.of(1);
      return List.of(
              List.of(image, image), List.of(channels, image, number), List.of(image, number))
          .stream()
          .map(inputs -> new LayerCase(layer(), inputs, List.of(), LayerCase.TOLERANCE, seed()))
          .toList();
    }
  }

  @Nested
  class MatrixProductTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new MatrixProduct(false, false);
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          of(layer(), LayerCase.Input.of(2, 3, 4), LayerCase.Input.of(2, 4, 2)),
          of(
              new MatrixProduct(true, false),
              LayerCase.Input.of(1, 3, 2),
              LayerCase.Input.of(1, 3, 4)),
          of(
              new MatrixProduct(false, true),
              LayerCase.Input.of(2, 2, 3),
              LayerCase.Input.of(2, 4, 3)),
          of(
              new MatrixProduct(true, true),
              LayerCase.Input.of(1, 3, 2),
              LayerCase.Input.of(1, 4, 3)));
    }

    private LayerCase of(Layer layer, LayerCase.Input... inputs) {
      return new LayerCase(layer, List.of(inputs), List.of(), LayerCase.TOLERANCE, seed());
    }
  }

  @Test
  void productsOfMatrices() {
    Layer same = (wiring, inputs) -> Layer.one("same", inputs);
    Layer twice = new Parallel(List.of(same, same), new MatrixProduct(false, false));
    Layer gram = new Parallel(List.of(same, same), new MatrixProduct(false, true));
    Layer ofColumns = new Parallel(List.of(same, same), new MatrixProduct(true, false));
    float[] square = {1, 2, 3, 4, 0, 1, 1, 0};
    assertThat(Outputs.of(twice, Shape.of(2, 2, 2), square))
        .containsExactly(7, 10, 15, 22, 1, 0, 0, 1);
    float[] wide = {1, 2, 3, 4, 5, 6};
    assertThat(Outputs.of(gram, Shape.of(1, 2, 3), wide)).containsExactly(14, 32, 32, 77);
    assertThat(Outputs.of(ofColumns, Shape.of(1, 2, 3), wide))
        .containsExactly(17, 22, 27, 22, 29, 36, 27, 36, 45);
    assertThatThrownBy(() -> Outputs.of(twice, Shape.of(1, 2, 3), wide))
        .hasMessageContaining(
            "matrix-product takes [channels, m, k] and [channels, k, n], not [1, 2, 3] and [1, 2, 3]");
    assertThatThrownBy(() -> Outputs.of(new MatrixProduct(false, false), Shape.of(1, 2, 3), wide))
        .hasMessageContaining("matrix-product takes two inputs, not 1; 'parallel' gives them");
  }

  @Test
  void normsNormalise() {
    float[] x = {1, 2, 3, 6, 0, 0, 4, 0};
    assertThat(Outputs.of(new LayerNorm(1e-12, true), Shape.of(4), new float[] {1, 3, 1, 3}))
        .containsExactly(-1, 1, -1, 1);
    assertThat(Outputs.of(new GroupNorm(2, 1e-12, true), Shape.of(2, 4), x))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(
            (float) (-2 / Math.sqrt(3.5)),
            (float) (-1 / Math.sqrt(3.5)),
            0f,
            (float) (3 / Math.sqrt(3.5)),
            (float) (-1 / Math.sqrt(3)),
            (float) (-1 / Math.sqrt(3)),
            (float) (3 / Math.sqrt(3)),
            (float) (-1 / Math.sqrt(3)));
    assertThat(Outputs.of(new RmsNorm(1e-12, true), Shape.of(2), new float[] {3, 4}))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly((float) (3 / Math.sqrt(12.5)), (float) (4 / Math.sqrt(12.5)));
  }

  @Test
  void whatDoesNotFit() {
    assertThat(Refusal.of(Shape.of(6, 2), new GroupNorm(4)))
        .isEqualTo("layers[0]: group-norm of 4 groups takes a multiple of 4 channels, not [6, 2]");
    assertThat(Refusal.of(Shape.of(6, 2), new Multiply()))
        .isEqualTo("layers[0]: multiply takes several inputs, not 1; 'parallel' gives them");
    assertThat(Refusal.of(() -> new LayerNorm(0, true)))
        .isEqualTo("epsilon: must be positive, but is 0");
  }
}
