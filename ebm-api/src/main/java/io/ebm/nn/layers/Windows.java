package io.ebm.nn.layers;

import io.ebm.api.Checks;
import io.ebm.math.Convolution;
import io.ebm.nn.BiasedOperation;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * What convolutions in one and in two dimensions have in common: how windows lie, and how weights
 * begin.
 */
record Windows(
    String name,
    int channels,
    List<Integer> kernel,
    List<Integer> stride,
    List<Integer> padding,
    List<Integer> dilation,
    int groups,
    boolean circular,
    boolean bias,
    Initialiser initialiser,
    double scale) {

  private static final List<String> AXES = List.of("rows", "columns");

  Windows {
    Checks.atLeast("channels", channels, 1);
    Checks.atLeast("groups", groups, 1);
    Checks.that(
        channels % groups == 0,
        "groups",
        "must divide 'channels', " + channels + ", but is " + groups);
    Checks.notNegative("scale", scale);
  }

  /** Adds the convolution of an image, or of a sequence as an image of one row. */
  Value wire(Wiring wiring, Value x) {
    Shape shape = x.shape();
    int dimensions = shape.rank() - 1;
    int in = shape.channels();
    requireGroups(shape);
    for (int axis = 0; axis < dimensions; axis++) {
      requireFit(shape, axis, dimensions == 1 ? "positions" : AXES.get(axis));
    }
    Convolution.Spec spec = spec(in, shape, dimensions);
    int[] extents = new int[dimensions + 2];
    extents[0] = channels;
    extents[1] = in / groups;
    int[] positions = new int[dimensions];
    int size = 1;
    for (int axis = 0; axis < dimensions; axis++) {
      extents[2 + axis] = Extents.of(kernel, axis);
      size *= extents[2 + axis];
      positions[axis] = dimensions == 2 && axis == 0 ? spec.outHeight() : spec.outWidth();
    }
    int weight =
        wiring.parameter(
            "weight",
            initialiser.start(in / groups * size, channels / groups * size, scale),
            extents);
    int biases =
        bias
            ? wiring.parameter("bias", initialiser.biases(in / groups * size, scale), channels)
            : -1;
    Shape out = Shape.of(channels, positions);
    boolean isDense = size == 1 && groups == 1 && shape.positions() == out.positions();
    return wiring.add(
        isDense && Extents.of(padding, 0) == 0 && Extents.of(padding, 1) == 0
            ? new DenseOperation(in, channels, out.positions(), weight, biases, true)
            : new ConvolutionOperation(Convolution.of(spec), weight, biases, true),
        out,
        x);
  }

  private void requireGroups(Shape shape) {
    if (shape.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "%s of %d groups takes a multiple of %d channels, not %s"
              .formatted(name, groups, groups, shape));
    }
  }

  /** Adds the convolution of a packed sequence: its windows as channels, times the weights. */
  Value wirePacked(Wiring wiring, Value x) {
    requireGroups(x.shape());
    int in = x.shape().channels();
    int width = kernel.get(0);
    int size = in / groups * width;
    int weight =
        wiring.parameter(
            "weight",
            initialiser.start(size, channels / groups * width, scale),
            channels,
            in / groups,
            width);
    int biases = bias ? wiring.parameter("bias", initialiser.biases(size, scale), channels) : -1;
    Value windows =
        WindowsOperation.add(wiring, x, width, padding.get(0), dilation.get(0), circular);
    int all = windows.shape().channels();
    BiasedOperation product =
        groups == 1
            ? new DenseOperation(all, channels, 1, weight, biases, true)
            : new ConvolutionOperation(
                Convolution.of(
                    new Convolution.Spec(
                        all, 1, 1, channels, 1, 1, 1, 1, 1, 1, 0, 0, false, groups)),
                weight,
                biases,
                true);
    return wiring.add(product, windows.shape().withChannels(channels), windows);
  }

  private void requireFit(Shape shape, int axis, String what) {
    int size = shape.extent(axis + 1);
    int pads = Extents.of(padding, axis);
    long reach = (Extents.of(kernel, axis) - 1L) * Extents.of(dilation, axis) + 1;
    if (reach > size + 2L * pads) {
      throw new IllegalArgumentException(
          "%s has a kernel that spans %d %s, and %s with a padding of %d has %d"
              .formatted(name, reach, what, shape, pads, size + 2L * pads));
    }
    if (circular && pads > size) {
      throw new IllegalArgumentException(
          "%s pads by %d %s of the other side, and %s has %d"
              .formatted(name, pads, what, shape, size));
    }
  }

  private Convolution.Spec spec(int in, Shape shape, int dimensions) {
    boolean isFlat = dimensions == 1;
    int last = dimensions - 1;
    return new Convolution.Spec(
        in,
        isFlat ? 1 : shape.extent(1),
        shape.extent(dimensions),
        channels,
        isFlat ? 1 : Extents.of(kernel, 0),
        Extents.of(kernel, last),
        isFlat ? 1 : Extents.of(stride, 0),
        Extents.of(stride, last),
        isFlat ? 1 : Extents.of(dilation, 0),
        Extents.of(dilation, last),
        isFlat ? 0 : Extents.of(padding, 0),
        Extents.of(padding, last),
        circular,
        groups);
  }
}
