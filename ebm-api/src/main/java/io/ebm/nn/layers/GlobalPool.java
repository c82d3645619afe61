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
 * One number of all positions of each channel: features, as many as there were channels. Of a
 * packed value it is of the positions that a state has, in whatever order they stand (Zaheer et al.
 * 2017, "Deep sets"). The mean and the sum of no positions are 0; {@code max} and {@code
 * log-sum-exp} refuse a state without any when the network is run.
 */
public record GlobalPool(
    @Setting(value = "\"mean\"", doc = "What makes one number of a channel.") Pooling kind)
    implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("global-pool", inputs);
    if (x.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "global-pool takes channels with positions, as [channels, height, width], not "
              + x.shape());
    }
    if (x.shape().isPacked()) {
      int channels = x.shape().channels();
      return wiring.add(kind.overSegments(channels), Shape.of(channels), x);
    }
    Layer.requireRoom("global-pool", x.shape());
    return wiring.add(
        kind.over(x.shape().size(), Grid.channels(x.shape())), Shape.of(x.shape().channels()), x);
  }

  /** Makes {@code global-pool} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<GlobalPool> {
    /** For the service loader. */
    public Factory() {
      super("global-pool", "One number of all positions of each channel.", GlobalPool.class);
    }
  }
}
