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
import org.jspecify.annotations.Nullable;

/**
 * One number of each window of the positions, channel by channel, of a sequence {@code [channels,
 * length]} or of an image {@code [channels, height, width]}. Windows that do not fit are left out.
 *
 * @param stride null for windows that lie side by side
 */
public record Pool(
    @Setting(doc = "What makes one number of a window.") Pooling kind,
    @Setting(doc = "Rows and columns of a window: a number, or [rows, columns].")
        List<Integer> window,
    @Setting(doc = "How far it is from window to window; left out, they lie side by side.")
        @Nullable List<Integer> stride)
    implements Layer {

  /** Checks the values. */
  public Pool {
    window = Extents.upToTwo("window", window, 1);
    stride = stride == null ? null : Extents.upToTwo("stride", stride, 1);
  }

  /** Square windows side by side. */
  public Pool(Pooling kind, int window) {
    this(kind, List.of(window), null);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("pool", inputs);
    Shape in = x.shape();
    if (in.rank() != 2 && in.rank() != 3) {
      throw new IllegalArgumentException(
          "pool takes [channels, length] or [channels, height, width], not " + in);
    }
    if (in.rank() == 2 && (window.size() == 2 || (stride != null && stride.size() == 2))) {
      throw new IllegalArgumentException(
          "pool of a sequence " + in + " takes one number for 'window' and 'stride', not two");
    }
    List<Integer> steps = stride == null ? window : stride;
    int[] positions = new int[in.rank() - 1];
    for (int axis = 0; axis < positions.length; axis++) {
      int size = Extents.of(window, axis);
      int room = in.extent(axis + 1);
      if (size > room) {
        throw new IllegalArgumentException(
            "pool has a window of " + Extents.text(window) + ", which does not fit into " + in);
      }
      positions[axis] = (room - size) / Extents.of(steps, axis) + 1;
    }
    Shape out = Shape.of(in.channels(), positions);
    return wiring.add(kind.over(in.size(), Grid.windows(in, out, window, steps)), out, x);
  }

  /** Makes {@code pool} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Pool> {
    /** For the service loader. */
    public Factory() {
      super("pool", "One number of each window of an image or a sequence.", Pool.class);
    }
  }
}
