package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wide residual network, WRN-depth-width (Zagoruyko and Komodakis 2016): a 3 × 3 convolution to
 * 16 channels; three stages of {@code (depth - 4) / 6} blocks with 16, 32 and 64 times {@code
 * width} channels, the last two at half the extents of the one before; the mean over all positions.
 * A block is {@code s(x) + c(a(n(c(a(n(x))))))} with convolutions c, norms n and the activation a.
 * Without norms and with a leaky ReLU of slope 0.2 it is the network of joint energy models
 * (Grathwohl et al. 2020).
 *
 * @param depth layers with weights, 4 more than a multiple of 6
 * @param width by what channels are multiplied
 * @param activation a
 * @param groups of the norms, or null for none
 * @param outputs of a last dense layer, or null for the features before it
 */
public record WideResNet(
    @Setting(value = "16", doc = "How many layers have weights: 4 more than a multiple of 6.")
        int depth,
    @Setting(value = "2", doc = "By what the 16, 32 and 64 channels of the stages are multiplied.")
        int width,
    @Setting(value = "\"relu\"", doc = "The activation.") Layer activation,
    @Setting(doc = Presets.GROUPS) @Nullable Integer groups,
    @Setting(doc = Presets.OUTPUTS) @Nullable Integer outputs)
    implements Layer {

  private static final int CHANNELS = 16;
  private static final int STAGES = 3;

  /** Checks the values. */
  public WideResNet {
    Checks.that(
        depth >= 10 && (depth - 4) % 6 == 0,
        "depth",
        "must be 4 more than a multiple of 6, as 10, 16, 22 or 28, but is " + depth);
    Checks.between("width", width, 1, 1000);
    Presets.checkGroups(groups, List.of(CHANNELS, CHANNELS * width));
    Presets.checkOutputs(outputs);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    List<Layer> layers = new ArrayList<>();
    int from = CHANNELS;
    layers.add(Presets.convolution(from, 3, 1, groups, false));
    for (int stage = 0; stage < STAGES; stage++) {
      int to = (CHANNELS * width) << stage;
      for (int i = 0; i < (depth - 4) / 6; i++) {
        layers.add(block(from, to, stage > 0 && i == 0 ? 2 : 1));
        from = to;
      }
    }
    Presets.addNorm(layers, groups);
    layers.add(activation);
    layers.add(new GlobalPool(Pooling.MEAN));
    Presets.addOutputs(layers, outputs);
    return wiring.wireInTurn("layers", layers, inputs);
  }

  private Layer block(int from, int to, int stride) {
    List<Layer> layers = new ArrayList<>();
    Presets.addNorm(layers, groups);
    layers.add(activation);
    layers.add(Presets.convolution(to, 3, stride, groups, false));
    Presets.addNorm(layers, groups);
    layers.add(activation);
    layers.add(Presets.convolution(to, 3, 1, groups, groups == null));
    return new Residual(layers, Presets.shortcut(from, to, stride, groups, false));
  }

  /** Makes {@code wide-resnet} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<WideResNet> {
    /** For the service loader. */
    public Factory() {
      super("wide-resnet", "A wide residual network, WRN-depth-width.", WideResNet.class);
    }
  }
}
