package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Environment;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.Setting;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.layers.ShortForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The energy {@code gaussian-policy}: a policy with one mode, {@code E(s, a) = p(s) |a - μ(s)|² / 2
 * + v(s)}, to hold beside policies that may have many. Actions count in halves of their box.
 *
 * <p>With a fixed {@code deviation} and the objective {@code perceptron}, whose loss is the energy
 * of the example above the least one, it learns by mean squared error: the explicit policy of
 * behavioural cloning. With {@code soft-q-learning} it is the advantage function of Gu, Lillicrap,
 * Sutskever and Levine (2016), "Continuous deep Q-learning with model-based acceleration".
 *
 * <p>Parameters as those of {@code policy}; the outputs are μ, log p and {@code v / unit}.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class GaussianPolicyFactory implements EnergyFactory<GaussianPolicyFactory.Config> {

  /**
   * Settings of {@code gaussian-policy}.
   *
   * @param layers the layers, or null for a perceptron
   * @param hidden widths of its hidden layers
   * @param activation the function after each
   * @param scale of its first weights
   * @param deviation standard deviation of actions, or null where it is learned
   * @param unit by what the value is multiplied
   * @param standardise whether observations enter by mean and deviation
   */
  public record Config(
      @Setting(
              doc =
                  "The layers from an observation to μ, log p and v, two numbers more than an"
                      + " action has; instead of 'hidden', 'activation' and 'scale'.")
          @Nullable List<Layer> layers,
      @Setting(doc = ShortForm.HIDDEN) @Nullable List<Integer> hidden,
      @Setting(doc = ShortForm.ACTIVATION) @Nullable Activation activation,
      @Setting(doc = ShortForm.SCALE) @Nullable Double scale,
      @Setting(
              doc =
                  "Standard deviation of actions, in halves of their box, positive; left out, it is"
                      + " learned for each observation.")
          @Nullable Double deviation,
      @Setting(
              value = "1",
              doc = "By what the output that is v is multiplied: about its size; positive.")
          double unit,
      @Setting(
              value = "false",
              doc =
                  "Whether the network sees observations by their mean and standard deviation in"
                      + " the data as training begins; for numbers.")
          boolean standardise) {

    /** Checks the values. */
    public Config {
      layers = layers == null ? null : List.copyOf(layers);
      hidden = ShortForm.check(layers, hidden, activation, scale);
      if (deviation != null) {
        Checks.positive("deviation", deviation);
      }
      Checks.positive("unit", unit);
    }
  }

  @Override
  public String name() {
    return "gaussian-policy";
  }

  @Override
  public String description() {
    return "A policy over continuous actions with one mode, by a network from observations.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Model create(Config config, ComponentContext context) {
    Environment world = Worlds.of(context, "energy 'gaussian-policy'");
    if (world.actions().levels() > 0) {
      throw new IllegalArgumentException(
          "energy 'gaussian-policy' needs continuous actions, not those of "
              + world.actions()
              + "; energy 'policy' takes any");
    }
    Encoding seen = Encoding.of(world.observations(), config.standardise(), context);
    Encoding done = Encoding.of(world.actions());
    int outputs = GaussianPolicy.outputs(done.units());
    Layer layer =
        ShortForm.layer(
            config.layers(), config.hidden(), config.activation(), config.scale(), outputs);
    Parameters.Builder builder = Parameters.builder();
    String what = "the action's numbers, log p and v";
    Network network = Nets.ofObservations(seen, layer, outputs, what, builder);
    Parameters parameters = builder.build();
    network.initialise(parameters.values(), context.random());
    return new GaussianPolicy(seen, done, network, parameters, config.deviation(), config.unit());
  }
}
