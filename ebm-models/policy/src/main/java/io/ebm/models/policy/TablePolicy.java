package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/** A policy with an energy of its own for every action in every state: the tensor {@code table}. */
final class TablePolicy extends DiscretePolicy {

  private final int states;
  private final Parameters parameters;

  TablePolicy(StateSpace.Categorical states, StateSpace.Categorical actions) {
    this(
        states,
        actions,
        Parameters.builder().add("table", states.levels(), actions.levels()).build());
  }

  private TablePolicy(
      StateSpace.Categorical states, StateSpace.Categorical actions, Parameters parameters) {
    super(states, actions);
    if (states.length() != 1) {
      throw new IllegalArgumentException("a table needs one label as its state, not " + states);
    }
    this.states = states.levels();
    this.parameters = parameters;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public TablePolicy replica(Parameters others) {
    return new TablePolicy(
        (StateSpace.Categorical) features(), targets(), parameters.requireLayout(others));
  }

  private int state(Batch observations, int row) {
    float value = observations.get(row, 0);
    if (!features().allows(value)) {
      throw new IllegalArgumentException(
          "the state of row " + row + " is " + value + ", of " + states + " states");
    }
    return (int) value;
  }

  @Override
  public void scores(Batch observations, int rows, double[] out) {
    int n = classes();
    for (int i = 0; i < rows; i++) {
      int at = state(observations, i) * n;
      for (int k = 0; k < n; k++) {
        out[i * n + k] = -parameters.values()[at + k];
      }
    }
  }

  @Override
  public void accumulate(Batch observations, int rows, RowLoss loss, Gradient into) {
    int n = classes();
    try (Scratch scratch = Scratch.open()) {
      float[] f = scratch.floats(n);
      for (int i = 0; i < rows; i++) {
        int at = state(observations, i) * n;
        Vectors.scale(n, -1, parameters.values(), at, f, 0);
        loss.differentiate(i, f, 0, 1);
        Vectors.axpy(n, -1, f, 0, into.values(), at);
      }
    }
  }
}
