package io.ebm.nn;

import java.util.List;

/** What a {@link Run} computes: its phases, one after the other. */
public enum Passes {
  /** The output. */
  VALUES(1, Phase.forward(0, 0)),
  /** The output; then the slopes by the inputs that move. */
  INPUT_SLOPES(1, Phase.forward(0, 0), Phase.backward(0, 0, false, true)),
  /** The output; then the slopes by the parameters. */
  PARAMETER_SLOPES(1, Phase.forward(0, 0), Phase.backward(0, 0, true, false)),
  /** The output; then the slopes by parameters and by inputs that move. */
  ALL_SLOPES(1, Phase.forward(0, 0), Phase.backward(0, 0, true, true)),
  /**
   * The output; its slopes by the input (those of order 1); its derivative along a direction; then
   * the slopes of that derivative by the parameters (Pearlmutter 1994, "Fast exact multiplication
   * by the Hessian").
   */
  DIRECTIONAL(
      2,
      Phase.forward(0, 0),
      Phase.backward(1, 1, false, true),
      Phase.forward(1, 1),
      Phase.backward(0, 0, true, false)),
  /** The same, and the slopes of that derivative by the input: the Hessian times the direction. */
  DIRECTIONAL_AND_INPUTS(
      2,
      Phase.forward(0, 0),
      Phase.backward(1, 1, false, true),
      Phase.forward(1, 1),
      Phase.backward(0, 0, true, true)),
  /** The Hessian by the input times a direction, without slopes by the parameters. */
  PRODUCTS(
      2,
      Phase.forward(0, 0),
      Phase.backward(1, 1, false, true),
      Phase.forward(1, 1),
      Phase.backward(0, 0, false, true)),
  /** The output and two derivatives along a direction; then the slopes by the parameters. */
  CURVATURE(3, Phase.forward(0, 2), Phase.backward(0, 2, true, false));

  /** One way through the network. */
  record Phase(boolean isForward, int from, int to, boolean learns, boolean toInputs) {
    static Phase forward(int from, int to) {
      return new Phase(true, from, to, false, false);
    }

    static Phase backward(int from, int to, boolean learns, boolean toInputs) {
      return new Phase(false, from, to, learns, toInputs);
    }
  }

  private final int orders;

  @SuppressWarnings("ImmutableEnumChecker") // a list of records of numbers
  private final List<Phase> phases;

  Passes(int orders, Phase... phases) {
    this.orders = orders;
    this.phases = List.of(phases);
  }

  int orders() {
    return orders;
  }

  List<Phase> phases() {
    return phases;
  }

  boolean goesBack() {
    return this != VALUES;
  }
}
