package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;

/** A policy with an energy of its own for every action in every state: the tensor {@code table}. */
final class TablePolicy extends DiscretePolicy {

  private final int states;
  private final Parameters parameters;

  TablePolicy(StateSpace.Categorical states, StateSpace.Categorical actions) {
    super(states, actions);
    if (states.length() != 1) {
      throw new IllegalArgumentException("a table needs one label as its state, not " + states);
    }
    this.states = states.levels();
    parameters = Parameters.builder().add("table", this.states, actions.levels()).build();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public Model duplicate() {
    TablePolicy copy = new TablePolicy((StateSpace.Categorical) observations(), targets());
    System.arraycopy(parameters.values(), 0, copy.parameters.values(), 0, parameters.size());
    return copy;
  }

  private int state(Batch observations, int row) {
    float value = observations.get(row, 0);
    if (!observations().allows(value)) {
      throw new IllegalArgumentException(
          "the state of row " + row + " is " + value + ", of " + states + " states");
    }
    return (int) value;
  }

  @Override
  void all(Batch observations, int rows, double[] out) {
    int n = actions();
    for (int i = 0; i < rows; i++) {
      int at = state(observations, i) * n;
      for (int k = 0; k < n; k++) {
        out[i * n + k] = parameters.values()[at + k];
      }
    }
  }

  @Override
  void accumulateAll(Batch observations, int rows, double[] factors, Gradient into) {
    int n = actions();
    for (int i = 0; i < rows; i++) {
      int at = state(observations, i) * n;
      for (int k = 0; k < n; k++) {
        into.values()[at + k] += (float) factors[i * n + k];
      }
    }
  }
}
