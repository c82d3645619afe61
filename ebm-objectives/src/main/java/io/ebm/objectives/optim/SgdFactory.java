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
 * {@code sgd}: {@code θ ← θ - rate · (g + weightDecay · θ)}. Has no state. Without decay a step on
 * a sparse gradient costs only what the gradient touches.
 */
@AutoService(OptimizerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SgdFactory implements OptimizerFactory<SgdFactory.Config> {

  /**
   * Settings of {@code sgd}.
   *
   * @param rate learning rate, not negative
   * @param weightDecay decay of the parameters, not negative
   * @param decayBiases whether biases and the weights of norms decay, too
   * @param clipNorm greatest norm of the gradient, positive; no bound by default
   */
  public record Config(
      @Setting(value = "0.01", doc = "Learning rate, not negative.") Schedule rate,
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
      Checks.notNegative("weightDecay", weightDecay);
      if (clipNorm != null) {
        Checks.positive("clipNorm", clipNorm);
      }
    }
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public String description() {
    return "Stochastic gradient descent.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optimizer create(Config config, ComponentContext context) {
    return new Sgd(config, context.progress());
  }
}
