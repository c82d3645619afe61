package io.ebm.objectives;

import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Objective;
import io.ebm.testkit.ObjectiveConformance;
import java.util.Set;
import java.util.function.Supplier;

/** The conformance tests with everything told to a constructor. */
public abstract class Trial extends ObjectiveConformance {

  /** What theory promises. */
  public enum Promise {
    /** The gradient is the derivative of the value. */
    VALUE,
    /** The weights of the probes sum to zero. */
    BALANCE,
    /** Nothing is drawn. */
    DETERMINISTIC
  }

  private final Component<Objective> objective;
  private final Supplier<EnergyFunction> energy;
  private final Set<Promise> promises;

  protected Trial(
      Component<Objective> objective, Supplier<EnergyFunction> energy, Promise... promises) {
    this.objective = objective;
    this.energy = energy;
    this.promises = Set.of(promises);
  }

  @Override
  protected Component<Objective> objective() {
    return objective;
  }

  @Override
  protected EnergyFunction energy() {
    return energy.get();
  }

  @Override
  protected boolean valueHasGradient() {
    return promises.contains(Promise.VALUE);
  }

  @Override
  protected boolean weightsSumToZero() {
    return promises.contains(Promise.BALANCE);
  }

  @Override
  protected boolean deterministic() {
    return promises.contains(Promise.DETERMINISTIC);
  }
}
