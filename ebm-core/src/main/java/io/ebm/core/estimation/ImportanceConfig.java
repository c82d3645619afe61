package io.ebm.core.estimation;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Noise;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** What to draw from, and how often; the config of {@code importance}. */
public record ImportanceConfig(
    @Setting(
            doc =
                "What is drawn from: near to the model, and wider; left out, the base of the energy")
        @Nullable Component<Noise> proposal,
    @Setting(value = "100000", doc = "How many draws, at least 100; more of them narrow the interval")
        int draws) {

  /** Checks the range. */
  public ImportanceConfig {
    Checks.atLeast("draws", draws, 100);
  }
}
