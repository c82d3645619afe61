package io.ebm.models.hopfield;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code dense-associative-memory}; see {@link DenseMemory}. */
public record DenseMemoryConfig(
    @Setting(
            value = "\"polynomial\"",
            doc = "F of the overlap of state and pattern: polynomial, rectified or exponential.")
        Interaction interaction,
    @Setting(
            value = "3",
            doc =
                "Degree n of a polynomial, 2 to 64; 2 is Hebb's rule. Of no effect on exponential.")
        int degree,
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
        double temperature) {

  /** Checks the values. */
  public DenseMemoryConfig {
    Checks.between("degree", degree, 2, 64);
    Checks.atLeast("patience", patience, 1);
    Checks.positive("temperature", temperature);
    if (patterns != null) {
      Checks.atLeast("patterns", patterns, 1);
    }
  }
}
