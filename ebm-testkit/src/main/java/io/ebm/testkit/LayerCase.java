package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.nn.Axis;
import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import java.util.List;

/**
 * A layer and what to test it on.
 *
 * @param layer the layer
 * @param inputs what it is applied to, usually one
 * @param conditions what enters the network beside; for layers that look at conditions
 * @param tolerance of derivatives, relative to the greatest
 * @param seed of everything random, told in failures
 */
public record LayerCase(
    Layer layer, List<Input> inputs, List<Input> conditions, double tolerance, long seed) {

  /** The default tolerance of derivatives. */
  public static final double TOLERANCE = 2e-3;

  /** Copies the lists. */
  public LayerCase {
    inputs = List.copyOf(inputs);
    conditions = List.copyOf(conditions);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a layer has at least one input");
    }
  }

  /**
   * The numbers that enter.
   *
   * @param shape their shape
   * @param levels if not 0, they are whole numbers below it, and do not move
   * @param gap if not 0, the numbers of a state are at least so far from each other, and half as
   *     far from 0, at most 1; for functions with kinks or jumps there. If 0, they are normal
   */
  public record Input(Shape shape, int levels, double gap) {

    /** Normal numbers. */
    public static Input of(int channels, int... positions) {
      return new Input(Shape.of(channels, positions), 0, 0);
    }

    /** Numbers that keep off kinks: ¼ from each other and ⅛ from 0. */
    public static Input apart(int channels, int... positions) {
      return new Input(Shape.of(channels, positions), 0, 0.25);
    }

    /** Classes. */
    public static Input classes(int count, int levels) {
      return new Input(Shape.of(count), levels, 0);
    }

    /** Normal numbers of 1 to so many positions. */
    public static Input varying(int channels, int most) {
      return new Input(Shape.varying(channels, most), 0, 0);
    }

    /** The same, off kinks: ¼ from each other and ⅛ from 0. */
    public static Input varyingApart(int channels, int most) {
      return new Input(Shape.varying(channels, most), 0, 0.25);
    }

    /** Classes at 1 to so many positions. */
    public static Input varyingClasses(int most, int levels) {
      return new Input(Shape.varying(1, most), levels, 0);
    }

    /**
     * Graphs of 1 to {@code nodes} nodes with normal numbers, and as many links as that at most, of
     * two kinds, each both ways and between two nodes.
     */
    public static Input graph(int channels, int nodes) {
      return new Input(Shape.graph(channels, nodes, 2 * nodes), 0, 0);
    }

    /** How many numbers of a row, the first, may move: those of links do not. */
    int moving() {
      Axis axis = shape.axis();
      return axis == null ? shape.units() : shape.channels() * axis.most();
    }

    /** Random rows: multiples of 1/1024 or so, so that differences have exact steps. */
    Batch rows(int rows, RandomStream random) {
      Batch x = Batch.allocate(rows, shape.units());
      float[] values = x.array();
      if (levels > 0) {
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextInt(levels);
        }
      } else if (gap > 0) {
        for (int row = 0; row < rows; row++) {
          spread(values, row * shape.units(), random);
        }
      } else {
        random.fillGaussian(values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.round(values[i] * 1024) / 1024f;
        }
      }
      Axis axis = shape.axis();
      for (int row = 0; axis != null && row < rows; row++) {
        cut(x, row, axis, random);
      }
      return x;
    }

    /** Takes positions away, and puts links between those that stay. */
    private void cut(Batch x, int row, Axis axis, RandomStream random) {
      int length = row % 7 == 3 ? axis.most() : 1 + random.nextInt(axis.most());
      int nodes = shape.channels() * axis.most();
      for (int i = 0; i < nodes; i++) {
        if (i % axis.most() >= length) {
          x.set(row, i, Float.NaN);
        }
      }
      Axis links = axis.links();
      int count = links == null || length == 1 ? 0 : random.nextInt(links.most() / 2 + 1);
      for (int e = 0; links != null && e < links.most(); e += 2) {
        int first = random.nextInt(length);
        int second = (first + 1 + random.nextInt(Math.max(1, length - 1))) % length;
        int kind = random.nextInt(2);
        boolean exists = e / 2 < count;
        for (int way = 0; way < 2; way++) {
          int at = nodes + e + way;
          x.set(row, at, exists ? (way == 0 ? first : second) : Float.NaN);
          x.set(row, at + links.most(), exists ? (way == 0 ? second : first) : Float.NaN);
          x.set(row, at + 2 * links.most(), exists ? kind : Float.NaN);
        }
      }
    }

    private void spread(float[] values, int at, RandomStream random) {
      int size = shape.units();
      for (int i = 0; i < size; i++) {
        values[at + i] = (float) ((i - (size - 1) / 2 + 0.5) * gap);
      }
      for (int i = size - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        float swapped = values[at + i];
        values[at + i] = values[at + j];
        values[at + j] = swapped;
      }
    }
  }

  /** A layer of one input of normal numbers, without conditions. */
  public static LayerCase of(Layer layer, Shape shape, long seed) {
    return new LayerCase(layer, List.of(new Input(shape, 0, 0)), List.of(), TOLERANCE, seed);
  }

  RandomStream random(String purpose) {
    return RandomStream.of(seed).split(purpose);
  }

  @Override
  public String toString() {
    String on = String.join(", ", inputs.stream().map(input -> input.shape().toString()).toList());
    return layer + " on " + on + " (seed " + seed + ")";
  }
}
