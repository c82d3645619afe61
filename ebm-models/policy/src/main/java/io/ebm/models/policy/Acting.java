package io.ebm.models.policy;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/**
 * How a policy is asked for an action.
 *
 * @param best whether for the action of least energy instead of a draw
 * @param sampler what draws continuous actions
 * @param steps its transitions
 * @param candidates draws to choose among
 */
public record Acting(
    @Setting(
            value = "false",
            doc =
                "Whether to take the action of least energy, instead of one drawn from the policy.")
        boolean best,
    @Setting(
            doc =
                "What draws continuous actions, from a start anywhere in their space; discrete ones"
                    + " are drawn exactly and take none.")
        @Nullable Component<Sampler> sampler,
    @Setting(value = "20", doc = "Transitions of the sampler for an action, at least 0.") int steps,
    @Setting(
            value = "1",
            doc =
                "Uniform continuous actions that are tried for each step: if 'best', all are moved by the"
                    + " sampler and the one of least energy is taken, else it starts from one of"
                    + " them by their weights exp(-E); at least 1.")
        int candidates) {

  /** Checks the ranges. */
  public Acting {
    Checks.atLeast("steps", steps, 0);
    Checks.atLeast("candidates", candidates, 1);
  }
}
