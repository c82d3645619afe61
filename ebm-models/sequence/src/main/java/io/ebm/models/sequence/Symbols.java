package io.ebm.models.sequence;

import io.ebm.api.ComponentContext;
import io.ebm.api.StateSpace;

/** Spaces of symbols. */
final class Symbols {

  private Symbols() {}

  /**
   * The space of the data, whose states must be symbols.
   *
   * @throws IllegalArgumentException if they are none
   */
  static StateSpace.Categorical space(String who, ComponentContext context) {
    StateSpace space = context.dataSpace();
    if (space instanceof StateSpace.Categorical symbols) {
      return symbols;
    }
    throw new IllegalArgumentException(
        "energy '"
            + who
            + "' is over labels, and the data are of "
            + space
            + (space instanceof StateSpace.Varying
                ? "; \"pad\": true makes states of texts"
                : "; data 'text' gives such"));
  }
}
