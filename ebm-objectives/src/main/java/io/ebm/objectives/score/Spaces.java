package io.ebm.objectives.score;

import io.ebm.api.ComponentFactory;
import io.ebm.api.StateSpace;
import java.util.Optional;

/** On which spaces an objective has a meaning; the answers to {@link ComponentFactory#misfit}. */
final class Spaces {

  private Spaces() {}

  /** Why an objective for real states without bounds cannot be used on a space. */
  static Optional<String> bounded(StateSpace space) {
    return space instanceof StateSpace.Real
        ? Optional.empty()
        : Optional.of(
            "is for real states without bounds, not for those of "
                + space
                + "; "
                + (space.levels() > 0
                    ? "ratio-matching, pseudo-likelihood and minimum-probability-flow are for"
                        + " discrete ones"
                    : "conditional-nce and denoising-score-matching take those of a box"));
  }

  /** Why an objective for real states cannot be used on a space. */
  static Optional<String> discrete(StateSpace space) {
    return space.levels() == 0
        ? Optional.empty()
        : Optional.of(
            "needs real states, but the energy is on "
                + space
                + "; ratio-matching, pseudo-likelihood and minimum-probability-flow are for"
                + " discrete ones");
  }
}
