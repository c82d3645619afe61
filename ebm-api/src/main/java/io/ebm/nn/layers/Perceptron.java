package io.ebm.nn.layers;

import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * A multilayer perceptron: the short form {@code hidden} of energies. It is the sequence {@code
 * dense, activation, dense, …, dense} on flattened states, with the tensors' names of that. Weights
 * and biases of the hidden layers begin normal with standard deviation {@code scale / √inputs}, and
 * so do the last weights; the last biases begin at zero.
 *
 * @param hidden the widths of the hidden layers, each at least 1; none for a linear function
 * @param outputs how many outputs, at least 1
 * @param activation the function after each hidden layer
 * @param scale not negative
 */
public record Perceptron(List<Integer> hidden, int outputs, Activation activation, double scale)
    implements Layer {

  /** Copies the widths and checks them. */
  public Perceptron {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      if (width < 1) {
        throw new IllegalArgumentException("no layer of width " + width);
      }
    }
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("a perceptron", inputs);
    if (x.shape().isPacked()) {
      throw new IllegalArgumentException(
          "a perceptron takes states that all have the same numbers, not "
              + x.shape()
              + "; give 'layers', in which 'global-pool' makes features of positions");
    }
    Value value = x.as(Shape.of(x.shape().size()));
    int index = 0;
    for (int width : hidden) {
      value =
          wiring.wire(
              "layers", index, new Dense(width, true, Initialiser.SPREAD, scale), List.of(value));
      value = wiring.wire("layers", index + 1, Functions.of(activation), List.of(value));
      index += 2;
    }
    Layer last = new Dense(outputs, true, Initialiser.LECUN_NORMAL, scale);
    return wiring.wire("layers", index, last, List.of(value));
  }
}
