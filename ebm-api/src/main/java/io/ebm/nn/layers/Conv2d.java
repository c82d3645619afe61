package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * A convolution of images, as in neural networks: a correlation of {@code [channels, height,
 * width]} with kernels. Tensors {@code weight} [channels, input channels / groups, rows, columns]
 * and {@code bias} [channels]. Lists of settings have one number, or two: of rows and of columns.
 *
 * <pre>{@code
 * y[o, i, j] = b[o] + Σ_{c, u, v} w[o, c, u, v] · x[c, i · stride + u · dilation - padding, …]
 * }</pre>
 */
public record Conv2d(
    @Setting(doc = "How many channels it gives, at least 1.") int channels,
    @Setting(doc = "Rows and columns of the kernel: a number, or [rows, columns].")
        List<Integer> kernel,
    @Setting(value = "1", doc = "How far it is from window to window.") List<Integer> stride,
    @Setting(value = "0", doc = "How many rows and columns are added on each side.")
        List<Integer> padding,
    @Setting(value = "1", doc = "How far the numbers of a window lie apart.")
        List<Integer> dilation,
    @Setting(value = "1", doc = "In how many parts the channels fall that do not see each other.")
        int groups,
    @Setting(
            value = "false",
            doc = "Whether the image goes on at its other side, instead of zeros around it.")
        boolean circular,
    @Setting(value = "true", doc = "Whether a bias is added to each channel.") boolean bias,
    @Setting(value = "\"kaiming-normal\"", doc = "What the weights begin with.")
        Initialiser initialiser,
    @Setting(value = "1", doc = "Multiplies what the weights begin with.") double scale)
    implements Layer {

  private static final String NAME = "conv2d";

  /** Checks the values. */
  public Conv2d {
    kernel = Extents.upToTwo("kernel", kernel, 1);
    stride = Extents.upToTwo("stride", stride, 1);
    padding = Extents.upToTwo("padding", padding, 0);
    dilation = Extents.upToTwo("dilation", dilation, 1);
    new Windows(
        NAME,
        channels,
        kernel,
        stride,
        padding,
        dilation,
        groups,
        circular,
        bias,
        initialiser,
        scale);
  }

  /** A square kernel, with the defaults of the other settings. */
  public Conv2d(int channels, int kernel, int stride, int padding) {
    this(
        channels,
        List.of(kernel),
        List.of(stride),
        List.of(padding),
        List.of(1),
        1,
        false,
        true,
        Initialiser.KAIMING_NORMAL,
        1);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one(NAME, inputs, "channels, height, width");
    return new Windows(
            NAME,
            channels,
            kernel,
            stride,
            padding,
            dilation,
            groups,
            circular,
            bias,
            initialiser,
            scale)
        .wire(wiring, x);
  }

  /** Makes {@code conv2d} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Conv2d> {
    /** For the service loader. */
    public Factory() {
      super(NAME, "A convolution of images.", Conv2d.class);
    }
  }
}
