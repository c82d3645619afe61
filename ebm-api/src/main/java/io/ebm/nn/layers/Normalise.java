package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * All numbers of a state scaled to length one: {@code y = x / √(|x|² + ε)}, with an {@code ε} of
 * 1e-12 that keeps zeros from being divided by.
 */
public record Normalise() implements Layer {

  private static final double LEAST = 1e-12;

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("normalise", inputs);
    return wiring.add(NormOperation.byLength(x.shape().size(), LEAST), x.shape(), x);
  }

  /** Makes {@code normalise} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Normalise> {
    /** For the service loader. */
    public Factory() {
      super("normalise", "All numbers of a state scaled to length one.", Normalise.class);
    }
  }
}
