package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Axis;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * What learned queries see of all tokens of a state: of one query features [channels], of several
 * [channels, seeds] (Lee et al. 2019, "Set transformer", equation 11, without its perceptron). The
 * order of the tokens does not matter. Tensors {@code seeds} [seeds, channels], and those of {@code
 * attention}.
 */
public record AttentionPool(
    @Setting(value = "1", doc = "How many heads; they divide the channels.") int heads,
    @Setting(value = "1", doc = "How many learned queries, at least 1.") int seeds)
    implements Layer {

  /** Checks the values. */
  public AttentionPool {
    Checks.atLeast("heads", heads, 1);
    Checks.atLeast("seeds", seeds, 1);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("attention-pool", inputs);
    if (x.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "attention-pool takes tokens, as [channels, length], not " + x.shape());
    }
    int channels = x.shape().channels();
    int weight = wiring.elementwise("seeds", Start.normal(1, 1), seeds, channels);
    Axis axis = wiring.positions(seeds);
    Value queries =
        wiring.add(new SeedsOperation(channels, seeds, weight), Shape.packed(channels, axis));
    Layer attention = new Attention(heads);
    Value seen = wiring.unpacked(attention.wire(wiring, List.of(queries, x)));
    return seeds == 1 ? seen.as(Shape.of(channels)) : seen;
  }

  /** Makes {@code attention-pool} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<AttentionPool> {
    /** For the service loader. */
    public Factory() {
      super("attention-pool", "What learned queries see of all tokens.", AttentionPool.class);
    }
  }
}
