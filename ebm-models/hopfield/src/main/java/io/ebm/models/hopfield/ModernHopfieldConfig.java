package io.ebm.models.hopfield;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code modern-hopfield}; see {@link ModernHopfield}. */
public record ModernHopfieldConfig(
    @Setting(value = "1", doc = "Inverse temperature β of the softmax, positive.") double beta,
    @Setting(
            value = "\"data\"",
            doc = "First patterns: the training examples (data), or normal ones (random).")
        Begin begin,
    @Setting(
            doc =
                "How many patterns: the first of the training examples; left out, all. With random it"
                    + " must be given.")
        @Nullable Integer patterns,
    @Setting(value = "1", doc = "Standard deviation of random patterns.") double scale,
    @Setting(value = "0", doc = "Heads, each with a projection of its own; 0 for no projections.")
        int heads,
    @Setting(doc = "Dimensions of a head; left out, those of a state divided by the heads.")
        @Nullable Integer headDim,
    @Setting(value = "100", doc = "Most steps of a retrieval.") int patience) {

  /** Where patterns come from. */
  public enum Begin {
    /** From the training examples. */
    DATA,
    /** From a normal distribution. */
    RANDOM
  }

  /** Checks the values. */
  public ModernHopfieldConfig {
    Checks.positive("beta", beta);
    Checks.positive("scale", scale);
    Checks.atLeast("heads", heads, 0);
    Checks.atLeast("patience", patience, 1);
    if (patterns != null) {
      Checks.atLeast("patterns", patterns, 1);
    }
    Checks.that(
        begin == Begin.DATA || patterns != null, "patterns", "must be given with random ones");
    if (headDim != null) {
      Checks.atLeast("headDim", headDim, 1);
      Checks.that(heads > 0, "headDim", "has no effect without heads");
    }
  }
}
