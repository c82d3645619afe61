package io.ebm.models.policy;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.math.Activation;
import java.util.List;

/** Config of the energy {@code policy}; see {@link PolicyFactory}. */
public record PolicyConfig(
    @Setting(value = "[128, 128]", doc = "Widths of the hidden layers, from the input on.")
        List<Integer> hidden,
    @Setting(value = "\"silu\"", doc = "Function after each hidden layer.") Activation activation,
    @Setting(
            value = "1",
            doc = "Weights and biases start normal with standard deviation scale / √inputs.")
        double scale,
    @Setting(
            value = "1",
            doc =
                "By what the network's outputs are multiplied: about the size of the energies that"
                    + " are to be learned; positive.")
        double unit,
    @Setting(
            value = "false",
            doc =
                "Whether the network sees observations by their mean and standard deviation in the"
                    + " data as training begins; for numbers.")
        boolean standardise) {

  /** Checks the values. */
  public PolicyConfig {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      Checks.that(width >= 1, "hidden", "must hold widths of at least 1, but has " + width);
    }
    Checks.notNegative("scale", scale);
    Checks.positive("unit", unit);
  }
}
