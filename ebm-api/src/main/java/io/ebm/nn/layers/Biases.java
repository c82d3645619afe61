package io.ebm.nn.layers;

import io.ebm.nn.Start;
import io.ebm.nn.Wiring;

/** Biases that begin at zero. */
final class Biases {

  private Biases() {}

  /** Where they begin in the parameters, or -1 if there are none. */
  static int wire(Wiring wiring, boolean present, int count) {
    return present ? wiring.parameter("bias", Start.zero(), count) : -1;
  }
}
