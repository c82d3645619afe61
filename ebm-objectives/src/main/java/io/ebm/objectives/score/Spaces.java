package io.ebm.objectives.score;

import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.StateSpace;
import java.util.Optional;

/** On which spaces an objective has a meaning. */
final class Spaces {

  private Spaces() {}

  /** Why an objective for real states without bounds cannot train a model. */
  static Optional<String> notUnbounded(String who, Model model) {
    return model
        .as(EnergyFunction.class)
        .map(EnergyFunction::space)
        .filter(space -> !(space instanceof StateSpace.Real))
        .map(
            space ->
                who
                    + " is for real states without bounds, not for those of "
                    + space
                    + "; "
                    + (space.levels() > 0
                        ? "ratio-matching, pseudo-likelihood and minimum-probability-flow are for"
                            + " discrete ones"
                        : "conditional-nce and denoising-score-matching take those of a box"));
  }

  static void requireUnbounded(String who, EnergyFunction energy) {
    notUnbounded(who, energy)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }
}
