package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** How to draw from a trained model. */
public record Sampling(
    @Setting(doc = "The sampler; the one in the objective where absent")
        @Nullable Component<Sampler> sampler,
    @Setting(value = "2000", doc = "Chains to run; each gives one sample") int count,
    @Setting(
            doc =
                "Transitions of each chain, warm-up included; where absent 1000, or 1 of samplers each"
                    + " of whose transitions is a draw of its own")
        @Nullable Integer steps,
    @Setting(
            doc =
                "How many of the steps are warm-up, in which samplers that adapt do so; half of the"
                    + " steps where absent")
        @Nullable Integer warmUp,
    @Setting(
            value = "1",
            doc = "Scale of the random start: what the space's random start is multiplied by")
        double startScale,
    @Setting(
            value = "0",
            doc =
                "Standard deviation s of noise to take from the samples in the end, as of a model that"
                    + " was trained with 'dataNoise': x - s²∇E(x)/T, the mean of what was disturbed"
                    + " so, with T the sampler's temperature; 0 leaves them as they are. Only for"
                    + " unbounded real numbers")
        double denoise) {

  public Sampling {
    Checks.atLeast("count", count, 1);
    Checks.fitsMemory("count", count, 8);
    if (steps != null) {
      Checks.atLeast("steps", steps, 0);
    }
    if (warmUp != null) {
      Checks.between("warmUp", warmUp, 0, steps == null ? MANY : steps);
    }
    Checks.positive("startScale", startScale);
    Checks.notNegative("denoise", denoise);
  }

  private static final int MANY = 1000;

  /** How many transitions chains of a sampler make. */
  public int transitions(Component<Sampler> by) {
    return steps != null ? steps : SamplerFactory.independent(by) ? 1 : MANY;
  }

  /** The warm-up of chains of some length: what was set, at most the length, or else its half. */
  public int warmUpOf(int transitions) {
    return warmUp == null ? transitions / 2 : Math.min(warmUp, transitions);
  }
}
