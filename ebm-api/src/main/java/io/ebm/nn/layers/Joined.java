package io.ebm.nn.layers;

import io.ebm.nn.Value;
import java.util.List;

/** What layers of several inputs ask of them. */
final class Joined {

  private Joined() {}

  /** The first of at least two inputs that have one shape. */
  static Value sameShapes(String name, List<Value> inputs) {
    several(name, inputs);
    for (Value input : inputs) {
      if (!input.shape().equals(inputs.get(0).shape())) {
        throw new IllegalArgumentException(
            name + " takes values of one shape, not " + shapes(inputs));
      }
    }
    return inputs.get(0);
  }

  /** Requires at least two inputs. */
  static void several(String name, List<Value> inputs) {
    if (inputs.size() < 2) {
      throw new IllegalArgumentException(
          name + " takes several inputs, not " + inputs.size() + "; 'parallel' gives them");
    }
  }

  static String shapes(List<Value> inputs) {
    return String.join(" and ", inputs.stream().map(input -> input.shape().toString()).toList());
  }
}
