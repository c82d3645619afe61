package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * The same numbers in their order under another shape; of a value that is not packed it costs
 * nothing.
 *
 * @param shape the extents, channels first
 */
public record Reshape(
    @Setting(doc = "The extents, channels first; their product is that of the input's.")
        List<Integer> shape)
    implements Layer {

  /** Checks the extents. */
  public Reshape {
    shape = new Shape(shape).extents();
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = wiring.unpacked(Packed.requireFixed("reshape", Layer.one("reshape", inputs)));
    Shape wanted = new Shape(shape);
    if (wanted.size() != x.shape().size()) {
      throw new IllegalArgumentException(
          "reshape to "
              + wanted
              + " takes "
              + wanted.size()
              + " numbers, not the "
              + x.shape().size()
              + " of "
              + x.shape());
    }
    return x.as(wanted);
  }

  /** Makes {@code reshape} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Reshape> {
    /** For the service loader. */
    public Factory() {
      super("reshape", "The same numbers under another shape.", Reshape.class);
    }
  }
}
