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
 * A residual network of basic blocks (He et al. 2016, "Deep residual learning for image
 * recognition", as for small images): a 3 × 3 convolution; stages of blocks of two, from the second
 * on at half the extents; the mean over all positions. A block is {@code a(s(x) +
 * n(c(a(n(c(x))))))} with convolutions c, norms n and the activation a.
 *
 * @param channels of each stage
 * @param blocks of each stage
 * @param activation a
 * @param groups of the norms, or null for none
 * @param outputs of a last dense layer, or null for the features before it
 */
public record ResNet(
    @Setting(value = "[64, 128, 256, 512]", doc = "How many channels each stage has.")
        List<Integer> channels,
    @Setting(value = "[2, 2, 2, 2]", doc = "How many blocks each stage has.") List<Integer> blocks,
    @Setting(value = "\"relu\"", doc = "The activation.") Layer activation,
    @Setting(doc = Presets.GROUPS) @Nullable Integer groups,
    @Setting(doc = Presets.OUTPUTS) @Nullable Integer outputs)
    implements Layer {

  /** Checks the values. */
  public ResNet {
    channels = Presets.positive("channels", channels);
    blocks = Presets.positive("blocks", blocks);
    Checks.that(
        channels.size() == blocks.size(),
        "blocks",
        "must be as many as there are channels, " + channels.size() + ", but are " + blocks);
    Presets.checkGroups(groups, channels);
    Presets.checkOutputs(outputs);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    List<Layer> layers = new ArrayList<>();
    int from = channels.get(0);
    layers.add(Presets.convolution(from, 3, 1, groups, false));
    Presets.addNorm(layers, groups);
    layers.add(activation);
    for (int stage = 0; stage < channels.size(); stage++) {
      int to = channels.get(stage);
      for (int i = 0; i < blocks.get(stage); i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        layers.add(block(from, to, stride));
        layers.add(activation);
        from = to;
      }
    }
    layers.add(new GlobalPool(Pooling.MEAN));
    Presets.addOutputs(layers, outputs);
    return wiring.wireInTurn("layers", layers, inputs);
  }

  private Layer block(int from, int to, int stride) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Presets.convolution(to, 3, stride, groups, false));
    Presets.addNorm(layers, groups);
    layers.add(activation);
    layers.add(Presets.convolution(to, 3, 1, groups, groups == null));
    Presets.addNorm(layers, groups);
    return new Residual(layers, Presets.shortcut(from, to, stride, groups, true));
  }

  /** Makes {@code resnet} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<ResNet> {
    /** For the service loader. */
    public Factory() {
      super("resnet", "A residual network of basic blocks.", ResNet.class);
    }
  }
}
