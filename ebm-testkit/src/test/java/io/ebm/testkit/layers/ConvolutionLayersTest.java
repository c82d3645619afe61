package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Conv1d;
import io.ebm.nn.layers.Conv2d;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Flatten;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Initialiser;
import io.ebm.nn.layers.Reshape;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.TransposedConv2d;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConvolutionLayersTest {

  private static Conv2d conv(
      int channels,
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      int groups,
      boolean circular) {
    return new Conv2d(
        channels,
        kernel,
        stride,
        padding,
        dilation,
        groups,
        circular,
        true,
        Initialiser.LECUN_NORMAL,
        1);
  }

  @Nested
  class PlainTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Conv2d(3, 3, 1, 1);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1, 1, 1), Shape.of(2, 4, 3));
    }
  }

  @Nested
  class StridedAndGroupedTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return conv(4, List.of(3, 2), List.of(2, 1), List.of(1, 0), List.of(1, 2), 2, false);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 5, 4));
    }
  }

  @Nested
  class CircularTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return conv(2, List.of(3), List.of(1), List.of(1), List.of(1), 1, true);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 3, 4));
    }
  }

  @Nested
  class PositionByPositionTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Conv2d(3, 1, 1, 0);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(4, 3, 2));
    }
  }

  @Nested
  class WithFunctionsTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(
          new Conv2d(2, 3, 1, 1),
          new Functions.Silu(),
          new TransposedConv2d(2, 2, 2, 0),
          new Functions.Tanh());
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1, 3, 3));
    }
  }

  /** A function behind another shape adds the biases of the channels before it. */
  @Nested
  class FunctionBehindFlattenTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(
          new Conv2d(2, 2, 1, 0),
          new Flatten(),
          new Functions.Tanh(),
          new Dense(6),
          new Reshape(List.of(2, 3)),
          new Functions.Silu());
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1, 3, 3));
    }
  }

  @Nested
  class SequenceTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Conv1d(3, 3, 2, 1);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 7));
    }
  }

  @Nested
  class TransposedTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new TransposedConv2d(
          3,
          List.of(3),
          List.of(2, 1),
          List.of(1),
          List.of(1, 0),
          true,
          Initialiser.LECUN_NORMAL,
          1);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(2, 3, 2));
    }
  }

  @Test
  void tensorsAreThoseOfPyTorch() {
    Parameters.Builder builder = Parameters.builder();
    Network.of(
        List.of(Shape.of(4, 9)),
        Sequence.of(
            new Conv1d(6, 3, 1, 0, 1, 2, false, true, Initialiser.ZERO, 1),
            new Reshape(List.of(6, 7, 1)),
            conv(8, List.of(2, 1), List.of(1), List.of(0), List.of(1), 1, false),
            new TransposedConv2d(5, 3, 1, 0)),
        builder,
        "");
    assertThat(builder.build().tensors().stream().map(t -> t.name() + t.shape()))
        .containsExactly(
            "layers.0.weight[6, 2, 3]",
            "layers.0.bias[6]",
            "layers.2.weight[8, 6, 2, 1]",
            "layers.2.bias[8]",
            "layers.3.weight[8, 5, 3, 3]",
            "layers.3.bias[5]");
  }

  /** A picture that is moved round gives features that are moved round. */
  @Test
  void circularConvolutionsCommuteWithShifts() {
    int height = 5;
    int width = 6;
    Parameters.Builder builder = Parameters.builder();
    Network network =
        Network.of(
            List.of(Shape.of(2, height, width)),
            Sequence.of(
                conv(3, List.of(3, 5), List.of(1), List.of(1, 2), List.of(1), 1, true),
                new Functions.Tanh()),
            builder,
            "");
    float[] theta = builder.build().values();
    network.initialise(theta, RandomStream.of(4));
    float[] x = new float[2 * height * width];
    RandomStream.of(5).fillGaussian(x, 0, x.length);
    float[] moved = rolled(x, 2, height, width, 2, 3);
    assertThat(Outputs.of(network, theta, moved))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(rolled(Outputs.of(network, theta, x), 3, height, width, 2, 3));
  }

  private static float[] rolled(
      float[] image, int channels, int height, int width, int down, int right) {
    float[] rolled = new float[image.length];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          int row = (i + down) % height;
          rolled[(c * height + row) * width + (j + right) % width] =
              image[(c * height + i) * width + j];
        }
      }
    }
    return rolled;
  }

  @Test
  void shapesThatDoNotFit() {
    assertThat(Refusal.of(Shape.of(8), new Dense(64), new Conv2d(3, 3, 1, 1)))
        .isEqualTo("layers[1]: conv2d takes [channels, height, width], not [64]");
    assertThat(Refusal.of(Shape.of(1, 8, 8), new Conv1d(3, 3, 1, 1)))
        .isEqualTo("layers[0]: conv1d takes [channels, length], not [1, 8, 8]");
    assertThat(Refusal.of(Shape.of(8), new TransposedConv2d(3, 3, 1, 1)))
        .isEqualTo("layers[0]: transposed-conv2d takes [channels, height, width], not [8]");
    assertThat(Refusal.of(Shape.of(2, 3, 9), new Conv2d(3, 7, 1, 1)))
        .isEqualTo(
            "layers[0]: conv2d has a kernel that spans 7 rows, and [2, 3, 9] with a padding of 1"
                + " has 5");
    assertThat(
            Refusal.of(
                Shape.of(3, 5), new Conv1d(4, 3, 1, 0, 3, 1, false, true, Initialiser.ZERO, 1)))
        .isEqualTo(
            "layers[0]: conv1d has a kernel that spans 7 positions, and [3, 5] with a padding of 0"
                + " has 5");
    assertThat(
            Refusal.of(
                Shape.of(3, 4, 4),
                conv(4, List.of(3), List.of(1), List.of(1), List.of(1), 2, false)))
        .isEqualTo("layers[0]: conv2d of 2 groups takes a multiple of 2 channels, not [3, 4, 4]");
    assertThat(
            Refusal.of(
                Shape.of(1, 1, 4),
                conv(4, List.of(3), List.of(1), List.of(2), List.of(1), 1, true)))
        .isEqualTo("layers[0]: conv2d pads by 2 rows of the other side, and [1, 1, 4] has 1");
    assertThat(Refusal.of(Shape.of(1, 1, 4), new TransposedConv2d(1, 1, 1, 1)))
        .isEqualTo(
            "layers[0]: transposed-conv2d leaves nothing of [1, 1, 4] with a kernel of 1 and a"
                + " padding of 1");
  }

  @Test
  void settingsOutOfRange() {
    assertThat(
            Refusal.of(
                () -> conv(3, List.of(3, 3, 3), List.of(1), List.of(0), List.of(1), 1, false)))
        .isEqualTo("kernel: must be one number, or two: of rows and of columns; not [3, 3, 3]");
    assertThat(Refusal.of(() -> new Conv2d(3, 0, 1, 0)))
        .isEqualTo("kernel: must be at least 1, but is 0");
    assertThat(Refusal.of(() -> conv(5, List.of(3), List.of(1), List.of(0), List.of(1), 2, false)))
        .isEqualTo("groups: must divide 'channels', 5, but is 2");
    assertThat(
            Refusal.of(
                () ->
                    new TransposedConv2d(
                        1,
                        List.of(3),
                        List.of(2),
                        List.of(1),
                        List.of(2),
                        true,
                        Initialiser.ZERO,
                        1)))
        .isEqualTo("outputPadding: must be less than 'stride', 2, but is 2");
  }
}
