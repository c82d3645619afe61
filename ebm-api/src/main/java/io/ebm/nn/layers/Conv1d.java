package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * A convolution of sequences {@code [channels, length]}. Tensors {@code weight} [channels, input
 * channels / groups, kernel] and {@code bias} [channels].
 *
 * <p>Of a packed value it is of the positions of each state, with the padding next to its own first
 * and last one. A state of {@code n} positions then has {@code max(0, n + 2 · padding - (kernel -
 * 1) · dilation)}, at most {@code n}; the stride must be 1. The greatest of each channel over
 * windows of several widths is the network of Kim 2014, "Convolutional neural networks for sentence
 * classification".
 */
public record Conv1d(
    @Setting(doc = "How many channels it gives, at least 1.") int channels,
    @Setting(doc = "Positions of the kernel, at least 1.") int kernel,
    @Setting(value = "1", doc = "How far it is from window to window.") int stride,
    @Setting(value = "0", doc = "How many positions are added on each side.") int padding,
    @Setting(value = "1", doc = "How far the numbers of a window lie apart.") int dilation,
    @Setting(value = "1", doc = "In how many parts the channels fall that do not see each other.")
        int groups,
    @Setting(
            value = "false",
            doc = "Whether the sequence goes on at its other end, instead of zeros beyond it.")
        boolean circular,
    @Setting(value = "true", doc = "Whether a bias is added to each channel.") boolean bias,
    @Setting(value = "\"kaiming-normal\"", doc = "What the weights begin with.")
        Initialiser initialiser,
    @Setting(value = "1", doc = "Multiplies what the weights begin with.") double scale)
    implements Layer {

  private static final String NAME = "conv1d";

  /** Checks the values. */
  public Conv1d {
    Checks.atLeast("kernel", kernel, 1);
    Checks.atLeast("stride", stride, 1);
    Checks.atLeast("padding", padding, 0);
    Checks.atLeast("dilation", dilation, 1);
    windows(
        channels, kernel, stride, padding, dilation, groups, circular, bias, initialiser, scale);
  }

  /** With the defaults of the other settings. */
  public Conv1d(int channels, int kernel, int stride, int padding) {
    this(channels, kernel, stride, padding, 1, 1, false, true, Initialiser.KAIMING_NORMAL, 1);
  }

  private static Windows windows(
      int channels,
      int kernel,
      int stride,
      int padding,
      int dilation,
      int groups,
      boolean circular,
      boolean bias,
      Initialiser initialiser,
      double scale) {
    return new Windows(
        NAME,
        channels,
        List.of(kernel),
        List.of(stride),
        List.of(padding),
        List.of(dilation),
        groups,
        circular,
        bias,
        initialiser,
        scale);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one(NAME, inputs);
    if (x.shape().isPacked()) {
      return packed(wiring, x);
    }
    x = Layer.one(NAME, inputs, "channels, length");
    return windows(
            channels, kernel, stride, padding, dilation, groups, circular, bias, initialiser, scale)
        .wire(wiring, x);
  }

  private Value packed(Wiring wiring, Value x) {
    long reach = (kernel - 1L) * dilation + 1;
    if (stride != 1) {
      throw new IllegalArgumentException(
          "conv1d of packed values, as %s is, takes a stride of 1, not %d"
              .formatted(x.shape(), stride));
    }
    if (2L * padding > reach - 1) {
      throw new IllegalArgumentException(
          "conv1d of packed values, as %s is, pads by at most half of what its kernel spans besides"
                  .formatted(x.shape())
              + " a position, (kernel - 1) · dilation / 2 = %s, not %d"
                  .formatted(Double.toString((reach - 1) / 2.0), padding));
    }
    return windows(
            channels, kernel, stride, padding, dilation, groups, circular, bias, initialiser, scale)
        .wirePacked(wiring, x);
  }

  /** Makes {@code conv1d} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Conv1d> {
    /** For the service loader. */
    public Factory() {
      super(NAME, "A convolution of sequences.", Conv1d.class);
    }
  }
}
