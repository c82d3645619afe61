package io.ebm.models.hopfield;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code hopfield}; see {@link Hopfield}. */
public record HopfieldConfig(
    @Setting(
            value = "\"hebb\"",
            doc =
                "How the couplings come from the training examples: hebb, storkey, projection; or none"
                    + " for zeros, which an objective trains.")
        Rule rule,
    @Setting(doc = "How many of the training examples to store, the first ones; left out, all.")
        @Nullable Integer patterns,
    @Setting(
            value = "\"asynchronous\"",
            doc = "Retrieval one spin after the other (the energy never rises), or synchronous.")
        Updates updates,
    @Setting(
            value = "\"random\"",
            doc = "Order of asynchronous updates: random, drawn for every sweep, or fixed.")
        Sequence order,
    @Setting(value = "100", doc = "Most steps of a retrieval.") int patience,
    @Setting(
            value = "1",
            doc = "Temperature T: energies are divided by it. Of no effect on retrieval.")
        double temperature,
    @Setting(doc = "Extents of a state, for an experiment without data.")
        @Nullable List<Integer> shape) {

  /** Checks the values. */
  public HopfieldConfig {
    Checks.atLeast("patience", patience, 1);
    Checks.positive("temperature", temperature);
    if (patterns != null) {
      Checks.atLeast("patterns", patterns, 1);
    }
    if (shape != null) {
      Checks.that(!shape.isEmpty(), "shape", "needs at least one extent");
      shape.forEach(extent -> Checks.atLeast("shape", extent, 1));
    }
  }
}
