package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.math.Convolution;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * The adjoint map of a convolution of images: every number of the input adds a kernel to the
 * output, {@code stride} apart. Tensors {@code weight} [input channels, channels, rows, columns]
 * and {@code bias} [channels]. An axis of size {@code n} becomes {@code (n - 1) · stride - 2 ·
 * padding + kernel + outputPadding}.
 */
public record TransposedConv2d(
    @Setting(doc = "How many channels it gives, at least 1.") int channels,
    @Setting(doc = "Rows and columns of the kernel: a number, or [rows, columns].")
        List<Integer> kernel,
    @Setting(value = "1", doc = "How far the kernels lie apart in the output.")
        List<Integer> stride,
    @Setting(
            value = "0",
            doc = "How many rows and columns of the output are left out on each side.")
        List<Integer> padding,
    @Setting(
            value = "0",
            doc = "How many rows and columns more the output has at its ends, less than 'stride'.")
        List<Integer> outputPadding,
    @Setting(value = "true", doc = "Whether a bias is added to each channel.") boolean bias,
    @Setting(value = "\"kaiming-normal\"", doc = "What the weights begin with.")
        Initialiser initialiser,
    @Setting(value = "1", doc = "Multiplies what the weights begin with.") double scale)
    implements Layer {

  private static final String NAME = "transposed-conv2d";

  /** Checks the values. */
  public TransposedConv2d {
    Checks.atLeast("channels", channels, 1);
    kernel = Extents.upToTwo("kernel", kernel, 1);
    stride = Extents.upToTwo("stride", stride, 1);
    padding = Extents.upToTwo("padding", padding, 0);
    outputPadding = Extents.upToTwo("outputPadding", outputPadding, 0);
    for (int axis = 0; axis < 2; axis++) {
      Checks.that(
          Extents.of(outputPadding, axis) < Extents.of(stride, axis),
          "outputPadding",
          "must be less than 'stride', %s, but is %s"
              .formatted(Extents.text(stride), Extents.text(outputPadding)));
    }
    Checks.notNegative("scale", scale);
  }

  /** A square kernel, with the defaults of the other settings. */
  public TransposedConv2d(int channels, int kernel, int stride, int padding) {
    this(
        channels,
        List.of(kernel),
        List.of(stride),
        List.of(padding),
        List.of(0),
        true,
        Initialiser.KAIMING_NORMAL,
        1);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one(NAME, inputs, "channels, height, width");
    int in = x.shape().channels();
    int height = size(x.shape(), 0);
    int width = size(x.shape(), 1);
    int rows = Extents.of(kernel, 0);
    int columns = Extents.of(kernel, 1);
    Convolution.Spec spec =
        new Convolution.Spec(
            channels,
            height,
            width,
            in,
            rows,
            columns,
            Extents.of(stride, 0),
            Extents.of(stride, 1),
            1,
            1,
            Extents.of(padding, 0),
            Extents.of(padding, 1),
            false,
            1);
    int steps = Extents.of(stride, 0) * Extents.of(stride, 1);
    int inputsOfUnit = Math.max(1, in * rows * columns / steps);
    int weight =
        wiring.parameter(
            "weight",
            initialiser.start(inputsOfUnit, channels * rows * columns, scale),
            in,
            channels,
            rows,
            columns);
    int biases =
        bias ? wiring.parameter("bias", initialiser.biases(inputsOfUnit, scale), channels) : -1;
    return wiring.add(
        new TransposedOperation(Convolution.of(spec), weight, biases, true),
        Shape.of(channels, height, width),
        x);
  }

  private int size(Shape shape, int axis) {
    long size =
        (shape.extent(axis + 1) - 1L) * Extents.of(stride, axis)
            - 2L * Extents.of(padding, axis)
            + Extents.of(kernel, axis)
            + Extents.of(outputPadding, axis);
    if (size < 1) {
      throw new IllegalArgumentException(
          NAME
              + " leaves nothing of "
              + shape
              + " with a kernel of "
              + Extents.text(kernel)
              + " and a padding of "
              + Extents.text(padding));
    }
    return Extents.checked(NAME, size);
  }

  /** Makes {@code transposed-conv2d} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<TransposedConv2d> {
    /** For the service loader. */
    public Factory() {
      super(NAME, "The adjoint of a convolution: images become larger.", TransposedConv2d.class);
    }
  }
}
