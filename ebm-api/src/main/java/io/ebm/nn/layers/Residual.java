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
import org.jspecify.annotations.Nullable;

/**
 * {@code y = s(x) + f(x)}: layers and a way round them (He et al. 2016, "Deep residual learning for
 * image recognition").
 *
 * @param layers {@code f}
 * @param shortcut {@code s}, or null for the input as it is
 */
public record Residual(
    @Setting(doc = "The layers that are gone round.") List<Layer> layers,
    @Setting(
            doc =
                "What the input goes through on the way round, where the layers change its shape;"
                    + " left out, it goes as it is.")
        @Nullable Layer shortcut)
    implements Layer {

  /** Copies the list, and requires a layer. */
  public Residual {
    layers = List.copyOf(layers);
    Checks.that(!layers.isEmpty(), "layers", "must have at least one layer");
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("residual", inputs);
    Value f = wiring.wireInTurn("layers", layers, inputs);
    Value s = shortcut == null ? x : wiring.wire("shortcut", shortcut, inputs);
    if (!f.shape().equals(s.shape())) {
      throw new IllegalArgumentException(
          "residual adds what its layers give, "
              + f.shape()
              + ", to "
              + (shortcut == null ? "its input, " : "what its shortcut gives, ")
              + s.shape()
              + "; a 'shortcut' that gives "
              + f.shape()
              + " would do");
    }
    return new Add().wire(wiring, List.of(s, f));
  }

  /** Makes {@code residual} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Residual> {
    /** For the service loader. */
    public Factory() {
      super(
          "residual",
          "Layers whose output is added to their input, or to what a shortcut makes of it.",
          Residual.class);
    }
  }
}
