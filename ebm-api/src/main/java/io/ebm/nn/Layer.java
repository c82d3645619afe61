package io.ebm.nn;

import io.ebm.api.SizeException;
import io.ebm.api.Sizes;
import java.util.List;

/**
 * A layer of a network: immutable data that knows no sizes. It is usually a record whose components
 * are its settings, and then its own config:
 *
 * <pre>{@code
 * public record Scale(@Setting(value = "1", doc = "By what it multiplies.") double by) implements Layer {
 *   public Value wire(Wiring wiring, List<Value> inputs) {
 *     Value x = Layer.one("scale", inputs);
 *     return wiring.add(new Times((float) by), x.shape(), x);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link LayerFactory} makes a layer known to experiments; the testkit's {@code
 * LayerConformance} checks it.
 */
@FunctionalInterface
public interface Layer {

  /**
   * Adds the layer to a network: infers shapes, declares parameters, adds operations. A layer may
   * be wired several times; it keeps nothing.
   *
   * @param inputs what it is applied to, usually one value
   * @return the value it computes
   * @throws IllegalArgumentException if the inputs do not fit: a sentence that begins with the
   *     layer's name and says what it takes and what it got; reported with the layer's place
   */
  Value wire(Wiring wiring, List<Value> inputs);

  /**
   * The one input of a layer that takes one.
   *
   * @param name the layer's name, for the message
   * @throws IllegalArgumentException if there are several or none
   */
  static Value one(String name, List<Value> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          name
              + " takes one input, not "
              + inputs.size()
              + "; 'concat', 'add' and 'multiply' make one of several");
    }
    return inputs.get(0);
  }

  /**
   * Requires a tile of values of a shape to fit into memory, before anything of that size is made.
   *
   * @param name the layer's name, for the message
   * @throws io.ebm.api.SizeException if it does not
   */
  static void requireRoom(String name, Shape shape) {
    Axis axis = shape.axis();
    Sizes.lack(
            axis == null
                ? "16 states of " + shape + " in " + name
                : "the positions of a state of " + shape + " in " + name,
            4.0 * (axis == null ? 16 : axis.most()) * shape.size())
        .ifPresent(
            why -> {
              throw new SizeException(why);
            });
  }

  /**
   * The one input, which must have so many extents.
   *
   * @param extents what they are called, as in {@code "channels, height, width"}
   */
  static Value one(String name, List<Value> inputs, String extents) {
    Value input = one(name, inputs);
    if (input.shape().isPacked() || input.shape().rank() != extents.split(",").length) {
      throw new IllegalArgumentException(name + " takes [" + extents + "], not " + input.shape());
    }
    return input;
  }
}
