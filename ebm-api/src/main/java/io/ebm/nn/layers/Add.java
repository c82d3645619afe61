package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/** The sum of values of one shape. */
public record Add() implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value first = Joined.sameShapes("add", inputs);
    return wiring.add(
        new SumOperation(first.shape().size()), first.shape(), inputs.toArray(Value[]::new));
  }

  /** Makes {@code add} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Add> {
    /** For the service loader. */
    public Factory() {
      super("add", "The sum of several values of one shape.", Add.class);
    }
  }
}
