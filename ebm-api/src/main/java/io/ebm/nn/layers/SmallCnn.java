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
 * Convolutions that halve an image until little is left of it, and a dense layer: for images of
 * about 28 × 28. The first kernel is 5 × 5 with a border of 4, so that patterns at the edge count
 * as much as others; the others are 3 × 3. All have a stride of 2 and are followed by the
 * activation. As it stands, of one channel and 28 × 28 pixels, 0.84 million multiply-adds an image.
 *
 * @param channels of each convolution
 * @param units of the dense layer
 * @param activation behind each of these
 * @param outputs of a last dense layer, or null for the features before it
 */
public record SmallCnn(
    @Setting(value = "[16, 32, 64, 64]", doc = "How many channels each convolution gives.")
        List<Integer> channels,
    @Setting(value = "64", doc = "How many features the dense layer behind them gives.") int units,
    @Setting(value = "\"silu\"", doc = "What stands behind each of these layers.") Layer activation,
    @Setting(doc = Presets.OUTPUTS) @Nullable Integer outputs)
    implements Layer {

  /** Checks the values. */
  public SmallCnn {
    channels = Presets.positive("channels", channels);
    Checks.atLeast("units", units, 1);
    Presets.checkOutputs(outputs);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      layers.add(new Conv2d(channels.get(i), i == 0 ? 5 : 3, 2, i == 0 ? 4 : 1));
      layers.add(activation);
    }
    layers.add(new Flatten());
    layers.add(new Dense(units));
    layers.add(activation);
    Presets.addOutputs(layers, outputs);
    return wiring.wireInTurn("layers", layers, inputs);
  }

  /** Makes {@code small-cnn} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<SmallCnn> {
    /** For the service loader. */
    public Factory() {
      super("small-cnn", "A small convolutional network for images.", SmallCnn.class);
    }
  }
}
