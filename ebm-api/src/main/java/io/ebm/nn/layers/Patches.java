package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * Squares of an image as positions: {@code [channels, height, width]} becomes {@code [channels ·
 * size², height / size, width / size]}. The numbers of a square become channels in the order of
 * channel, row and column.
 *
 * @param size of a square; it divides height and width
 */
public record Patches(@Setting(doc = "Rows and columns of a square, at least 1.") int size)
    implements Layer {

  /** Checks the value. */
  public Patches {
    Checks.atLeast("size", size, 1);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("patches", inputs, "channels, height, width");
    int height = x.shape().extent(1);
    int width = x.shape().extent(2);
    if (height % size != 0 || width % size != 0) {
      throw new IllegalArgumentException(
          "patches of size %d take a height and a width that it divides, not %s"
              .formatted(size, x.shape()));
    }
    Shape out = Shape.of(x.shape().channels() * size * size, height / size, width / size);
    int[] chosen = new int[out.size()];
    for (int o = 0; o < chosen.length; o++) {
      int channel = o / out.positions();
      int row = o / out.extent(2) % out.extent(1) * size + channel / size % size;
      int column = o % out.extent(2) * size + channel % size;
      chosen[o] = (channel / (size * size) * height + row) * width + column;
    }
    return wiring.add(SparseOperation.choices(x.shape().size(), chosen), out, x);
  }

  /** Makes {@code patches} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Patches> {
    /** For the service loader. */
    public Factory() {
      super("patches", "Squares of an image as positions.", Patches.class);
    }
  }
}
