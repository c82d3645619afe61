package io.ebm.models.policy;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.layers.ShortForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code policy}; see {@link PolicyFactory}. */
public record PolicyConfig(
    @Setting(
            doc =
                "The layers: from an observation to an output for each action, or, where actions"
                    + " are continuous, from the units of the observation and then those of the"
                    + " action, as features, to one output; instead of 'hidden', 'activation' and"
                    + " 'scale'.")
        @Nullable List<Layer> layers,
    @Setting(doc = ShortForm.HIDDEN) @Nullable List<Integer> hidden,
    @Setting(doc = "Function after each hidden layer, those of a proposal too; silu if left out.")
        @Nullable Activation activation,
    @Setting(doc = ShortForm.SCALE) @Nullable Double scale,
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
   * @param layers its layers, or null for a perceptron
   * @param hidden widths of the perceptron's hidden layers, or null for two of 64
   * @param noise how many normal inputs, or null for as many as an action has numbers
   */
  public record Proposal(
      @Setting(
              doc =
                  "Its layers, from the units of the observation and then the noise, as features,"
                      + " to the numbers of an action; instead of 'hidden'.")
          @Nullable List<Layer> layers,
      @Setting(
              doc =
                  "Widths of the hidden layers of a perceptron, from the input on. Left out, as the"
                      + " layers are, [64, 64].")
          @Nullable List<Integer> hidden,
      @Setting(
              doc =
                  "How many normal inputs it has beside the observation, at least 1; by default as"
                      + " many as an action has numbers.")
          @Nullable Integer noise) {

    /** Checks the values. */
    public Proposal {
      layers = layers == null ? null : List.copyOf(layers);
      hidden = ShortForm.check(layers, hidden, null, null);
      if (noise != null) {
        Checks.atLeast("noise", noise, 1);
      }
    }
  }

  /** Checks the values. */
  public PolicyConfig {
    layers = layers == null ? null : List.copyOf(layers);
    hidden = ShortForm.check(layers, hidden, activation, scale);
    Checks.positive("unit", unit);
  }
}
