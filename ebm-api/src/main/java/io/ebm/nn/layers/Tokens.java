package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * The positions of a sequence or an image as tokens: a packed value, on which {@code dense} and
 * other layers of features work position by position. The order is that of the rows of an image.
 */
public record Tokens() implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("tokens", inputs);
    if (x.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "tokens takes channels with positions, as [channels, length], not " + x.shape());
    }
    return wiring.packed(x);
  }

  /** Makes {@code tokens} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Tokens> {
    /** For the service loader. */
    public Factory() {
      super("tokens", "Positions as tokens, on which layers work one by one.", Tokens.class);
    }
  }
}
