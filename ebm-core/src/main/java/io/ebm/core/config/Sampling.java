package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** How to draw from a trained model. */
public record Sampling(
    @Setting(doc = "The sampler; the one in the objective where absent")
        @Nullable Component<Sampler> sampler,
    @Setting(value = "2000", doc = "Chains to run; each gives one sample") int count,
    @Setting(value = "1000", doc = "Transitions of each chain") int steps,
    @Setting(
            value = "1",
            doc = "Scale of the random start: what the space's random start is multiplied by")
        double startScale) {

  public Sampling {
    Checks.atLeast("count", count, 1);
    Checks.atLeast("steps", steps, 0);
    Checks.positive("startScale", startScale);
  }
}
