package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/** The channels of several values one behind the other; they have the same positions. */
public record Concat() implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Joined.several("concat", inputs);
    Shape first = inputs.get(0).shape();
    int channels = 0;
    int[] sizes = new int[inputs.size()];
    for (int i = 0; i < sizes.length; i++) {
      Shape shape = inputs.get(i).shape();
      if (!shape.withChannels(1).equals(first.withChannels(1))) {
        throw new IllegalArgumentException(
            "concat takes values with the same positions, not " + Joined.shapes(inputs));
      }
      channels += shape.channels();
      sizes[i] = shape.size();
    }
    return wiring.add(
        new ConcatOperation(sizes), first.withChannels(channels), inputs.toArray(Value[]::new));
  }

  /** Makes {@code concat} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Concat> {
    /** For the service loader. */
    public Factory() {
      super("concat", "The channels of several values, one behind the other.", Concat.class);
    }
  }
}
