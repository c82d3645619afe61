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
 * Layers one after the other.
 *
 * @param layers the layers; the first takes what the sequence is given
 */
public record Sequence(@Setting(doc = "The layers, from the input on.") List<Layer> layers)
    implements Layer {

  /** Copies the list, and requires a layer. */
  public Sequence {
    layers = List.copyOf(layers);
    Checks.that(!layers.isEmpty(), "layers", "must have at least one layer");
  }

  /** A sequence of the given layers. */
  public static Sequence of(Layer... layers) {
    return new Sequence(List.of(layers));
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    return wiring.wireInTurn("layers", layers, inputs);
  }

  /** Makes {@code sequence} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Sequence> {
    /** For the service loader. */
    public Factory() {
      super("sequence", "Layers one after the other.", Sequence.class);
    }
  }
}
