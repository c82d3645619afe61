package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.ClassEnergy;
import io.ebm.api.ClassScores;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;

/**
 * A policy over finitely many actions: {@code π(a | s) = exp(-E_a(s)) / Σ_b exp(-E_b(s))}. All
 * actions are tried, so it is {@link io.ebm.api.Tractable}. Thread-safe while nobody writes the
 * parameters.
 */
abstract class DiscretePolicy implements Conditional<Batch>, Replicable, ClassScores {

  private final StateSpace observations;
  private final StateSpace.Categorical targets;

  DiscretePolicy(StateSpace observations, StateSpace.Categorical targets) {
    if (targets.length() != 1) {
      throw new IllegalArgumentException(
          "a policy chooses one of some actions, not states of " + targets);
    }
    this.observations = observations;
    this.targets = targets;
  }

  @Override
  public final StateSpace features() {
    return observations;
  }

  @Override
  public final int classes() {
    return targets.levels();
  }

  @Override
  public final void constrain() {}

  @Override
  public final int label(Batch actions, int row) {
    float value = actions.get(row, 0);
    if (!targets.allows(value)) {
      throw new IllegalArgumentException(
          "the action of row " + row + " is " + value + ", which is not in " + targets);
    }
    return (int) value;
  }

  @Override
  public final StateSpace.Categorical targets() {
    return targets;
  }

  @Override
  public final EnergyFunction given(Batch contexts) {
    return new ClassEnergy(this, contexts);
  }
}
