package io.ebm.objectives.optim;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/**
 * {@code momentum}: gradient descent with heavy-ball momentum (Polyak 1964), {@code v ← μ v + g; θ
 * ← θ - rate · v}, or in Nesterov's form (Sutskever et al. 2013) {@code θ ← θ - rate · (g + μ v)}
 * with the new {@code v}.
 */
@AutoService(OptimizerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MomentumFactory implements OptimizerFactory<MomentumFactory.Config> {

  /**
   * Settings of {@code momentum}.
   *
   * @param rate learning rate, not negative
   * @param momentum μ, from 0 to below 1
   * @param nesterov whether to look ahead
   * @param weightDecay decay of the parameters, not negative
   * @param decayBiases whether biases and the weights of norms decay, too
   * @param clipNorm greatest norm of the gradient, positive; no bound by default
   */
  public record Config(
      @Setting(value = "0.01", doc = "Learning rate, not negative.") Schedule rate,
      @Setting(value = "0.9", doc = "Momentum μ of v ← μv + g, from 0 to below 1.") double momentum,
      @Setting(value = "false", doc = "Whether to step along g + μv instead of v.")
          boolean nesterov,
      @Setting(value = "0", doc = "Weight decay λ of θ ← θ - rate·λ·θ, not negative.")
          double weightDecay,
      @Setting(
              value = "false",
              doc =
                  "Whether weight decay also moves biases and the weights of norms: tensors of one"
                      + " extent the last part of whose name is \"weight\" or ends with \"bias\".")
          boolean decayBiases,
      @Setting(doc = "Greatest Euclidean norm of the gradient, positive; scaled down to it.")
          @Nullable Double clipNorm) {

    /** Checks the ranges. */
    public Config {
      Checks.notNegative("rate", rate);
      Checks.that(
          momentum >= 0 && momentum < 1,
          "momentum",
          "must be at least 0 and below 1, but is " + momentum);
      Checks.notNegative("weightDecay", weightDecay);
      if (clipNorm != null) {
        Checks.positive("clipNorm", clipNorm);
      }
    }
  }

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public String description() {
    return "Gradient descent with momentum, in Polyak's or Nesterov's form.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optimizer create(Config config, ComponentContext context) {
    return new Momentum(config, context.progress());
  }
}
