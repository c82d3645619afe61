package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Environment;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import io.ebm.math.Activation;
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
   * @param hidden widths of the hidden layers
   * @param activation the function after each
   * @param scale of the first weights
   * @param deviation standard deviation of actions, or null where it is learned
   * @param unit by what the value is multiplied
   * @param standardise whether observations enter by mean and deviation
   */
  public record Config(
      @Setting(value = "[128, 128]", doc = "Widths of the hidden layers, from the input on.")
          List<Integer> hidden,
      @Setting(value = "\"silu\"", doc = "Function after each hidden layer.") Activation activation,
      @Setting(
              value = "1",
              doc = "Weights and biases start normal with standard deviation scale / √inputs.")
          double scale,
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
                  "Whether the network sees observations by their mean and standard deviation in the"
                      + " data as training begins; for numbers.")
          boolean standardise) {

    /** Checks the values. */
    public Config {
      hidden = List.copyOf(hidden);
      for (int width : hidden) {
        Checks.that(width >= 1, "hidden", "must hold widths of at least 1, but has " + width);
      }
      Checks.notNegative("scale", scale);
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
    Network network =
        Network.of(
            seen.units(),
            config.hidden(),
            GaussianPolicy.outputs(done.units()),
            config.activation());
    network.initialise(config.scale(), context.random());
    return new GaussianPolicy(seen, done, network, config.deviation(), config.unit());
  }
}
