package io.ebm.models.hopfield;

import io.ebm.api.Checks;
import io.ebm.api.Setting;

/** Config of the energy {@code hopfield-classifier}; see {@link HopfieldClassifier}. */
public record HopfieldClassifierConfig(
    @Setting(value = "256", doc = "Patterns of a head, at least 1.") int patterns,
    @Setting(value = "1", doc = "Heads, each with patterns of its own, at least 1.") int heads,
    @Setting(value = "1", doc = "Inverse temperature β of the softmax, positive.") double beta,
    @Setting(
            value = "\"data\"",
            doc =
                "First patterns: training examples drawn at random (data), or normal ones (random).")
        ModernHopfieldConfig.Begin begin,
    @Setting(value = "1", doc = "Standard deviation of random patterns, positive.") double scale) {

  /** Checks the values. */
  public HopfieldClassifierConfig {
    Checks.atLeast("patterns", patterns, 1);
    Checks.atLeast("heads", heads, 1);
    Checks.positive("beta", beta);
    Checks.positive("scale", scale);
  }
}
