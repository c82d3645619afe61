package io.ebm.models.policy;

import io.ebm.api.Parameters;
import io.ebm.api.SettingException;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Flatten;
import java.util.List;

/** Wires the networks of policies. */
final class Nets {

  private Nets() {}

  /**
   * A network that sees observations.
   *
   * @param outputs how many there must be
   * @param what they are of, for the message
   */
  static Network ofObservations(
      Encoding seen, Layer layer, int outputs, String what, Parameters.Builder into) {
    return check("", Network.of(List.of(seen.shape()), layer, into, ""), outputs, what);
  }

  /**
   * A network whose first input is so many features and whose condition is an observation; the
   * layer sees the observation's units, then these.
   *
   * @param key the setting that holds the layers, or an empty one
   */
  static Network given(
      Encoding seen,
      int features,
      String key,
      Layer layer,
      int outputs,
      String what,
      Parameters.Builder into) {
    Layer both =
        (wiring, inputs) -> {
          Value flat = new Flatten().wire(wiring, List.of(wiring.condition(0)));
          Value all = new Concat().wire(wiring, List.of(flat, inputs.get(0)));
          return key.isEmpty()
              ? layer.wire(wiring, List.of(all))
              : wiring.wire(key, layer, List.of(all));
        };
    List<Shape> shapes = List.of(Shape.of(features), seen.shape());
    String below = key.isEmpty() ? "" : key + ".";
    return check(below, Network.of(shapes, both, into, ""), outputs, what);
  }

  private static Network check(String below, Network network, int outputs, String what) {
    int found = network.output().size();
    if (found != outputs) {
      throw new SettingException(
          below + "layers",
          "give "
              + found
              + (found == 1 ? " number, not " : " numbers, not ")
              + outputs
              + ": "
              + what
              + "; end with a dense layer of "
              + outputs
              + (outputs == 1 ? " unit" : " units"));
    }
    return network;
  }
}
