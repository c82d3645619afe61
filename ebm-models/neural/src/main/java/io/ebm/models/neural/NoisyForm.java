package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.nn.Intake;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Run;
import io.ebm.nn.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of states that is told noise and, if there are classes, the class: its condition 0 is
 * {@code ln(σ) / 4}, its condition 1 a number for each class, 1 for the state's own and 0 for the
 * others, all 0 where it is not told.
 *
 * @param network of the state scaled, the noise and perhaps the class
 * @param space of the states, unbounded and real
 * @param classes how many, or 0
 * @param deviation {@code s}, that of the data
 * @param lowest the noise level at which the data themselves are taken to be
 * @param constraint what weights must obey
 */
record NoisyForm(
    Network network,
    StateSpace space,
    int classes,
    double deviation,
    double lowest,
    NetworkForm.Constraint constraint) {

  /** Wires a network. */
  static NoisyForm of(
      StateSpace space,
      int classes,
      Layer layers,
      double deviation,
      double lowest,
      NetworkForm.Constraint constraint,
      Parameters.Builder into) {
    List<Shape> inputs = new ArrayList<>(List.of(NetworkForm.shape(space), Shape.of(1)));
    if (classes > 0) {
      inputs.add(Shape.of(classes));
    }
    Network network = Network.of(inputs, layers, into, "");
    return new NoisyForm(network, space, classes, deviation, lowest, constraint);
  }

  /** What rows are given: their noise, and perhaps their class. */
  interface Given {
    /** The noise level of a row. */
    double sigma(int row);

    /** The class of a row, or -1 if it is not told. */
    int label(int row);
  }

  Intake states() {
    return Intake.plain(space.dim());
  }

  double in(Given given, int row) {
    return Preconditioning.in(given.sigma(row), deviation);
  }

  /** Writes states, scaled, and what they are given, into the inputs of a tile. */
  void load(Run run, Batch x, int from, Given given, float[] factors) {
    int columns = run.columns();
    int rows = run.rows();
    float[] m = run.memory();
    int noise = run.input(1, 0);
    for (int i = 0; i < columns; i++) {
      int row = from + Math.min(i, rows - 1);
      factors[i] = (float) in(given, row);
      m[noise + i] = (float) Preconditioning.noise(given.sigma(row));
    }
    run.load(0, 0, states(), x, from);
    run.scaleInput(0, 0, factors);
    for (int k = 0; k < classes; k++) {
      int at = run.input(2, 0) + k * columns;
      for (int i = 0; i < columns; i++) {
        m[at + i] = given.label(from + Math.min(i, rows - 1)) == k ? 1f : 0f;
      }
    }
  }
}
