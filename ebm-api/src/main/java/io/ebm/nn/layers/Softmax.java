package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.LogSumExp;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/** {@code exp(x_c) / Σ exp(x_c)}, a distribution over the channels at each position. */
public record Softmax() implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("softmax", inputs);
    int channels = x.shape().channels();
    int positions = x.shape().positions();
    int[][] windows = new int[positions][channels];
    for (int p = 0; p < positions; p++) {
      for (int c = 0; c < channels; c++) {
        windows[p][c] = c * positions + p;
      }
    }
    int size = channels * positions;
    Value sums =
        wiring.add(
            new LogSumExp(windows, size, 1),
            x.shape().isPacked() ? x.shape().withChannels(1) : Shape.of(1, positions),
            x);
    Value logs = wiring.add(new LessOperation(channels, positions), x.shape(), x, sums);
    return wiring.add(new ExpOperation(size), x.shape(), logs);
  }

  /** Makes {@code softmax} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Softmax> {
    /** For the service loader. */
    public Factory() {
      super("softmax", "A distribution over the channels at each position.", Softmax.class);
    }
  }
}
