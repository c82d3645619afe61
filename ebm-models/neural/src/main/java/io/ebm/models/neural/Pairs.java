package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.StateSpace;

/** What models of pairs ask of the data. */
final class Pairs {

  private Pairs() {}

  /**
   * The space of contexts.
   *
   * @param energy the energy's name, for messages
   * @throws IllegalArgumentException if the data have none, or others than rows of numbers
   */
  static StateSpace contexts(String energy, ComponentContext context) {
    Dataset data =
        context
            .data()
            .orElseThrow(
                () -> new IllegalArgumentException("energy '" + energy + "' needs data of pairs"));
    if (data.train() instanceof ConditionalExamples<?> pairs
        && data.train().size() > 0
        && pairs.contexts(new int[] {0}, 0, 1) instanceof Batch first) {
      return pairs.contextSpace().orElse(StateSpace.real(first.dim()));
    }
    throw new IllegalArgumentException(
        "energy '"
            + energy
            + "' needs data whose contexts are rows of numbers, as those of 'halves'");
  }
}
