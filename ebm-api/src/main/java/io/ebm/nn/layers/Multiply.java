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
 * The product of several values, number by number: gates, in the main. They have one shape, or some
 * have a number for each channel, {@code [channels]}, or one for all, {@code [1]}, which stands for
 * all positions.
 */
public record Multiply() implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Joined.several("multiply", inputs);
    Value product = inputs.get(0);
    for (Value factor : inputs.subList(1, inputs.size())) {
      Shape first = product.shape();
      Shape second = factor.shape();
      Shape whole = fits(second, first) ? first : second;
      if (!fits(first, whole) || !fits(second, whole)) {
        throw new IllegalArgumentException(
            "multiply takes values of one shape, or with a number for each channel of the others,"
                + " not "
                + Joined.shapes(inputs));
      }
      product =
          wiring.add(
              new ProductOperation(
                  whole.size(), whole.size() / first.size(), whole.size() / second.size()),
              whole,
              product,
              factor);
    }
    return product;
  }

  /** Whether a value has the shape, or a number for each of its channels, or one for all. */
  private static boolean fits(Shape shape, Shape whole) {
    return shape.equals(whole)
        || shape.size() == 1
        || (shape.channels() == whole.channels() && shape.positions() == 1);
  }

  /** Makes {@code multiply} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Multiply> {
    /** For the service loader. */
    public Factory() {
      super("multiply", "The product of several values, number by number.", Multiply.class);
    }
  }
}
