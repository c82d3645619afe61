package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.MoreFunctions;
import io.ebm.nn.layers.Softmax;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FunctionsTest {

  private static List<LayerCase> apart(Layer layer) {
    return List.of(
        new LayerCase(
            layer, List.of(LayerCase.Input.apart(3, 4)), List.of(), LayerCase.TOLERANCE, 29));
  }

  @Nested
  class EluTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new MoreFunctions.Elu(0.8);
    }

    @Override
    protected List<LayerCase> cases() {
      return apart(layer());
    }
  }

  @Nested
  class LeakyReluTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new MoreFunctions.LeakyRelu(0.2);
    }

    @Override
    protected List<LayerCase> cases() {
      return apart(layer());
    }
  }

  @Nested
  class MishTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new MoreFunctions.Mish();
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(7));
    }
  }

  @Nested
  class SinTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new MoreFunctions.Sin();
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(7));
    }
  }

  @Nested
  class SoftmaxTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Softmax();
    }
  }

  @Test
  void functionsFarOut() {
    float[] x = {-200, -20, 0, 20, 200};
    assertThat(Outputs.of(new MoreFunctions.Mish(), Shape.of(5), x))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0, -20 * (float) Math.exp(-20), 0, 20, 200);
    assertThat(Outputs.slopes(new MoreFunctions.Mish(), Shape.of(5), x))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0, 0, 0.6f, 1, 1);
    assertThat(Outputs.of(new MoreFunctions.Elu(1), Shape.of(5), x))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(-1, -1, 0, 20, 200);
    assertThat(Outputs.of(new MoreFunctions.LeakyRelu(0.01), Shape.of(5), x))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(-2, -0.2f, 0, 20, 200);
    assertThat(Outputs.of(new Softmax(), Shape.of(5), x)[4]).isEqualTo(1, within(1e-6f));
  }
}
