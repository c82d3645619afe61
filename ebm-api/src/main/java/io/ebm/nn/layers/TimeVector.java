package io.ebm.nn.layers;

import io.ebm.api.Checks;
import io.ebm.nn.Layer;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * The vector that networks are told noise and class by: of condition 0, one number, Fourier
 * features and a dense layer; of condition 1, a number for each class, a dense layer; their sum,
 * and two activations with a dense layer between.
 */
final class TimeVector {

  static final String EMBEDDING =
      "The width of the vector that is made of the noise, and the class: an even number, at least 2.";
  static final String CLASSES = "Whether the class enters too: condition 1.";

  private TimeVector() {}

  static void check(int embedding) {
    Checks.that(
        embedding >= 2 && embedding % 2 == 0,
        "embedding",
        "must be even and at least 2, but is " + embedding);
  }

  static Value wire(Wiring wiring, int width, boolean classes, Layer activation) {
    List<Layer> told = List.of(new FourierFeatures(width, 1, 0), new Dense(width));
    Value vector = wiring.wireInTurn("time", told, List.of(wiring.condition(0)));
    if (classes) {
      Layer dense = new Dense(width, false, Initialiser.SPREAD, 1);
      Value label = wiring.wire("label", dense, List.of(wiring.condition(1)));
      vector = new Add().wire(wiring, List.of(vector, label));
    }
    List<Layer> layers = List.of(activation, new Dense(width), activation);
    return wiring.wireInTurn("vector", layers, List.of(vector));
  }
}
