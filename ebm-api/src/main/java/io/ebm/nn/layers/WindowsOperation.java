package io.ebm.nn.layers;

import io.ebm.api.Sizes;
import io.ebm.math.Vectors;
import io.ebm.nn.Axis;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.Objects;

/**
 * The windows of a packed sequence: at each position, for each channel, the numbers of a window one
 * behind the other. Beyond the ends of a state are zeros, or its other end.
 */
class WindowsOperation implements Operation {

  private final int channels;
  private final int kernel;
  private final int padding;
  private final int dilation;
  private final boolean isCircular;

  private WindowsOperation(
      int channels, int kernel, int padding, int dilation, boolean isCircular) {
    this.channels = channels;
    this.kernel = kernel;
    this.padding = padding;
    this.dilation = dilation;
    this.isCircular = isCircular;
  }

  /** Adds the windows of a value, of which a state has no more than it has positions. */
  static Value add(
      Wiring wiring, Value x, int kernel, int padding, int dilation, boolean isCircular) {
    int channels = x.shape().channels();
    Axis axis = Objects.requireNonNull(x.shape().axis());
    int all = Sizes.product("windows of " + kernel + " of " + x.shape(), channels, kernel);
    long wide = (kernel - 1L) * dilation;
    if (wide == 2L * padding) {
      Operation operation = new WindowsOperation(channels, kernel, padding, dilation, isCircular);
      return wiring.add(operation, x.shape().withChannels(all), x);
    }
    if (axis.most() + 2L * padding <= wide) {
      throw new IllegalArgumentException(
          "conv1d has a kernel that spans %d positions, and %s with a padding of %d has up to %d"
              .formatted(wide + 1, x.shape(), padding, axis.most() + 2L * padding));
    }
    int fewer = (int) (wide - 2L * padding);
    int most = axis.most() - fewer;
    Axis left =
        axis.isFixed()
            ? wiring.positions(most)
            : wiring.axis("all but " + fewer + " of " + axis.id(), most);
    Operation operation = new Opened(channels, kernel, padding, dilation, isCircular, fewer);
    return wiring.add(operation, Shape.packed(all, left), x);
  }

  /** Windows that are fewer than the positions. */
  private static final class Opened extends WindowsOperation implements Operation.Opening {
    private final int fewer;

    Opened(int channels, int kernel, int padding, int dilation, boolean isCircular, int fewer) {
      super(channels, kernel, padding, dilation, isCircular);
      this.fewer = fewer;
    }

    @Override
    public void open(Pass pass, Segments segments) {
      Segments all = pass.segments(0);
      for (int s = 0; s < all.rows(); s++) {
        segments.add(Math.max(0, all.length(s) - fewer));
      }
    }
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return false;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    Segments windows = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      Vectors.fill(channels * kernel * pass.states(), 0f, m, y);
      for (int c = 0; c < channels; c++) {
        int x = pass.input(0, order) + c * pass.columns(0);
        for (int k = 0; k < kernel; k++) {
          copy(pass.segments(0), windows, (long) k * dilation - padding, m, x, y);
          y += pass.states();
        }
      }
      windows.pad(m, pass.output(order), channels * kernel, order == 0);
    }
  }

  /** Copies the numbers so far ahead of each position. */
  private void copy(Segments all, Segments windows, long ahead, float[] m, int x, int y) {
    for (int s = 0; s < all.rows(); s++) {
      int length = all.length(s);
      int at = x + all.start(s);
      int to = y + windows.start(s);
      int first = (int) Math.min(windows.length(s), Math.max(0, -ahead));
      int behind = (int) Math.min(windows.length(s), Math.max(0, length - ahead));
      if (first < behind) {
        System.arraycopy(m, at + first + (int) ahead, m, to + first, behind - first);
      }
      for (int p = 0; isCircular && p < windows.length(s); p++) {
        if (p < first || p >= behind) {
          m[to + p] = m[at + Math.floorMod(p + ahead, length)];
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      Vectors.fill(channels * pass.columns(0), 0f, m, pass.inputSlope(0, order));
      int y = pass.outputSlope(order);
      for (int c = 0; c < channels; c++) {
        int x = pass.inputSlope(0, order) + c * pass.columns(0);
        for (int k = 0; k < kernel; k++) {
          addBack(pass.segments(0), pass.segments(), (long) k * dilation - padding, m, x, y);
          y += pass.states();
        }
      }
    }
  }

  private void addBack(Segments all, Segments windows, long ahead, float[] m, int x, int y) {
    for (int s = 0; s < all.rows(); s++) {
      int length = all.length(s);
      int at = x + all.start(s);
      int from = y + windows.start(s);
      int first = (int) Math.min(windows.length(s), Math.max(0, -ahead));
      int behind = (int) Math.min(windows.length(s), Math.max(0, length - ahead));
      for (int p = first; p < behind; p++) {
        m[at + p + (int) ahead] += m[from + p];
      }
      for (int p = 0; isCircular && p < windows.length(s); p++) {
        if (p < first || p >= behind) {
          m[at + Math.floorMod(p + ahead, length)] += m[from + p];
        }
      }
    }
  }
}
