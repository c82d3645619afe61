package io.ebm.models.policy;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.math.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        boolean standardise,
    @Setting(
            doc =
                "A network that proposes continuous actions, for the sampler 'amortised' and the"
                    + " objective 'amortised-svgd'; none by default.")
        @Nullable Proposal proposal) {

  /**
   * A second network, of observation and noise, whose outputs are actions.
   *
   * @param hidden widths of its hidden layers
   * @param noise how many normal inputs, or null for as many as an action has numbers
   */
  public record Proposal(
      @Setting(value = "[64, 64]", doc = "Widths of its hidden layers, from the input on.")
          List<Integer> hidden,
      @Setting(
              doc =
                  "How many normal inputs it has beside the observation, at least 1; by default as"
                      + " many as an action has numbers.")
          @Nullable Integer noise) {

    /** Checks the values. */
    public Proposal {
      hidden = checkWidths(hidden);
      if (noise != null) {
        Checks.atLeast("noise", noise, 1);
      }
    }
  }

  /** Checks the values. */
  public PolicyConfig {
    hidden = checkWidths(hidden);
    Checks.notNegative("scale", scale);
    Checks.positive("unit", unit);
  }

  private static List<Integer> checkWidths(List<Integer> hidden) {
    for (int width : hidden) {
      Checks.that(width >= 1, "hidden", "must hold widths of at least 1, but has " + width);
    }
    return List.copyOf(hidden);
  }
}
