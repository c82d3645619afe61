package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.FitContext;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.StateSpace;
import java.util.Optional;

/** Checks of what discriminative objectives are given. */
final class Targets {

  private Targets() {}

  /** Why an objective cannot be used on such rows; see {@link ComponentFactory#misfit}. */
  static Optional<String> misfit(boolean conditional) {
    return conditional
        ? Optional.empty()
        : Optional.of(
            "compares targets given their contexts, and these data have none: it needs a"
                + " conditional energy (a classifier, a crf) and data with labels");
  }

  /**
   * Refuses rows that are no targets of contexts, or lie outside of the space of targets.
   *
   * @param who the objective, as in {@code "objective 'hinge'"}
   */
  static void check(String who, StateSpace space, Batch data, ObjectiveContext context) {
    FitContext.require(who, misfit(context.conditional()));
    int row = space.firstOutside(data);
    if (row < 0) {
      return;
    }
    int column = 0;
    while (space.allows(data.get(row, column))) {
      column++;
    }
    throw new IllegalArgumentException(
        who
            + ": row "
            + row
            + " has the label "
            + data.get(row, column)
            + " at place "
            + column
            + "; labels of "
            + space.levels()
            + " classes are 0 to "
            + (space.levels() - 1));
  }
}
