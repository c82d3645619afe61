package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.ResNet;
import io.ebm.nn.layers.SmallCnn;
import io.ebm.nn.layers.WideResNet;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whole networks under one name, small ones. */
class PresetLayersTest {

  @Nested
  class SmallCnnTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new SmallCnn(List.of(2, 3), 4, new Functions.Silu(), 2);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(5, 4), Shape.of(3, 4, 4));
    }
  }

  @Nested
  class ResNetTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new ResNet(List.of(2, 4), List.of(1, 1), new Functions.Silu(), 2, null);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(3, 4, 3));
    }
  }

  @Nested
  class WideResNetTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new WideResNet(10, 1, new Functions.Silu(), null, 1);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1, 4, 4));
    }
  }

  @Test
  void settingsAreChecked() {
    Layer silu = new Functions.Silu();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WideResNet(17, 2, silu, null, null))
        .withMessageContaining("4 more than a multiple of 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResNet(List.of(8, 16), List.of(1), silu, null, null))
        .withMessageContaining("as many as there are channels, 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResNet(List.of(8, 12), List.of(1, 1), silu, 8, null))
        .withMessageContaining("must divide all numbers of channels");
    assertThat(new SmallCnn(List.of(2), 3, silu, null).outputs()).isNull();
  }
}
