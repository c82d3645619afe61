package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code boltzmann-machine}; see {@link BoltzmannMachine}. */
public record BoltzmannMachineConfig(
    @Setting(
            value = "0",
            doc =
                "Number of hidden units. They are summed out exactly, so at most 20 may be coupled with"
                    + " each other; without a graph all are.")
        int hidden,
    @Setting(
            doc =
                "File of the graph of couplings, visible units before hidden ones: a line 'vertices"
                    + " edges', then lines 'i j' with vertices from 1 (weights there are not used). Left"
                    + " out, all units are coupled with each other.")
        @Nullable String graph,
    @Setting(
            value = "0.01",
            doc =
                "Standard deviation of the weights at the start. The visible biases start at the log odds"
                    + " of the data.")
        double scale) {

  /** Checks the values. */
  public BoltzmannMachineConfig {
    Checks.notNegative("hidden", hidden);
    Checks.notNegative("scale", scale);
  }
}
