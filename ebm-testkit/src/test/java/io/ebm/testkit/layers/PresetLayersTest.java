package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Parameters;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.ResNet;
import io.ebm.nn.layers.SmallCnn;
import io.ebm.nn.layers.WideResNet;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whole networks under one name. */
class PresetLayersTest {

  private static final Layer SILU = new Functions.Silu();

  @Nested
  class SmallCnnTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new SmallCnn(List.of(2, 2), 3, SILU, 2);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 3, 4));
    }
  }

  @Nested
  class ResNetTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new ResNet(List.of(2), List.of(1), SILU, 2, null);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1, 3, 3));
    }
  }

  private static long parameters(Layer layer) {
    Parameters.Builder builder = Parameters.builder();
    Network.of(List.of(Shape.of(3, 32, 32)), layer, builder, "");
    return builder.build().tensors().stream().mapToLong(Parameters.Tensor::size).sum();
  }

  /** The numbers of parameters of the usual implementations for CIFAR-10, norms' included. */
  @Test
  void areOfTheKnownSizes() {
    List<Integer> channels = List.of(64, 128, 256, 512);
    assertThat(parameters(new ResNet(channels, List.of(2, 2, 2, 2), SILU, 8, 10)))
        .isEqualTo(11_173_962); // ResNet-18
    assertThat(parameters(new ResNet(channels, List.of(3, 4, 6, 3), SILU, 8, 10)))
        .isEqualTo(21_282_122); // ResNet-34
    assertThat(parameters(new WideResNet(28, 10, SILU, 8, 10))).isEqualTo(36_479_194);
    assertThat(parameters(new WideResNet(16, 4, SILU, 8, 10))).isEqualTo(2_748_890);
  }

  @Test
  void settingsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WideResNet(17, 2, SILU, null, null))
        .withMessageContaining("4 more than a multiple of 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResNet(List.of(8, 16), List.of(1), SILU, null, null))
        .withMessageContaining("as many as there are channels, 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResNet(List.of(8, 12), List.of(1, 1), SILU, 8, null))
        .withMessageContaining("must divide all numbers of channels");
  }
}
