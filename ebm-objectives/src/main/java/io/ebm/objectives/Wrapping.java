package io.ebm.objectives;

import io.ebm.api.Checkpointed;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** An objective that gives other rows to another, whose parameters and state are its own. */
abstract class Wrapping implements Objective, Parametric, Checkpointed {

  /** What learns. */
  final Objective objective;

  Wrapping(Objective objective) {
    this.objective = objective;
  }

  @Override
  public final boolean weighs() {
    return objective.weighs();
  }

  @Override
  public final Parameters newParameters() {
    return objective instanceof Parametric parametric
        ? parametric.newParameters()
        : Parameters.builder().build();
  }

  @Override
  public final void bind(Parameters shared, Gradient into) {
    if (objective instanceof Parametric parametric) {
      parametric.bind(shared, into);
    }
  }

  @Override
  public final void save(StateWriter writer) {
    if (objective instanceof Checkpointed state) {
      state.save(writer);
    }
  }

  @Override
  public final void restore(StateReader reader) {
    if (objective instanceof Checkpointed state) {
      state.restore(reader);
    }
  }
}
