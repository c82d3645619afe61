package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * All numbers as features, channel after channel; of a value that is not packed it costs nothing.
 */
public record Flatten() implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("flatten", inputs);
    Value flat = wiring.unpacked(Packed.requireFixed("flatten", x));
    return flat.as(Shape.of(flat.shape().size()));
  }

  /** Makes {@code flatten} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Flatten> {
    /** For the service loader. */
    public Factory() {
      super("flatten", "All numbers as features.", Flatten.class);
    }
  }
}
