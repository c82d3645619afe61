package io.ebm.testkit.broken;

import io.ebm.nn.Layer;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/** Makes layers that are sound or have one {@link LayerFault}. */
public final class BrokenLayers {

  private BrokenLayers() {}

  /**
   * A layer with tensors {@code weight} and {@code bias}, which computes {@code y_k = w_k x_{k+1}²
   * + b_k}; behind the last number comes the first.
   */
  public static Layer of(LayerFault fault) {
    return new Squares(fault);
  }

  private record Squares(LayerFault fault) implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      Value x = Layer.one("squares", inputs);
      int size = x.shape().size();
      int weight = wiring.elementwise("weight", Start.constant(1), size);
      int bias = wiring.elementwise("bias", Start.zero(), size);
      return wiring.add(new FaultySquares(fault, size, weight, bias), x.shape(), x);
    }
  }
}
