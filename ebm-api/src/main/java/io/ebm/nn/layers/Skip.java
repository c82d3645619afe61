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
 * The channels of the input and, behind them, those of what layers make of it: a level of a U-Net
 * (Ronneberger, Fischer and Brox 2015), whose layers go down, on to the next level, and up again.
 *
 * @param layers what is made of the input; it must have its positions
 */
public record Skip(
    @Setting(doc = "The layers that are gone round; they keep the positions.") List<Layer> layers)
    implements Layer {

  /** Copies the list, and requires a layer. */
  public Skip {
    layers = List.copyOf(layers);
    Checks.that(!layers.isEmpty(), "layers", "must have at least one layer");
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("skip", inputs);
    Value f = wiring.wireInTurn("layers", layers, inputs);
    if (!f.shape().withChannels(1).equals(x.shape().withChannels(1))) {
      throw new IllegalArgumentException(
          "skip puts what its layers give, "
              + f.shape()
              + ", behind its input, "
              + x.shape()
              + ", and they must have the same positions: layers that go down by a stride go up"
              + " again by 'upsample'");
    }
    return new Concat().wire(wiring, List.of(x, f));
  }

  /** Makes {@code skip} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Skip> {
    /** For the service loader. */
    public Factory() {
      super(
          "skip",
          "Layers whose output goes behind their input, channel after channel: a level of a U-Net.",
          Skip.class);
    }
  }
}
