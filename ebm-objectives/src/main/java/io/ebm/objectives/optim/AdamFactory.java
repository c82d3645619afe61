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
 * {@code adam}: Adam (Kingma and Ba 2015, algorithm 1) with decoupled weight decay (AdamW;
 * Loshchilov and Hutter 2019):
 *
 * <pre>{@code
 * m ← β1 m + (1 - β1) g        v ← β2 v + (1 - β2) g²
 * θ ← θ - rate · (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + epsilon) - rate · weightDecay · θ
 * }</pre>
 *
 * Moments and updates are in single precision, {@code epsilon} too; the bias corrections are
 * computed in double. Squares of gradients below 1e-19 vanish.
 *
 * <p>With {@code sparse} the above is done only to the parameters that the step's gradient touches
 * ("lazy" Adam), if the model has sparse gradients.
 */
@AutoService(OptimizerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AdamFactory implements OptimizerFactory<AdamFactory.Config> {

  /**
   * Settings of {@code adam}.
   *
   * @param rate learning rate, not negative
   * @param beta1 decay of the mean of gradients, from 0 to below 1
   * @param beta2 decay of the mean of their squares, from 0 to below 1
   * @param epsilon added to the root, positive
   * @param weightDecay decay of the parameters, not negative
   * @param decayBiases whether biases and the weights of norms decay, too
   * @param clipNorm greatest norm of the gradient, positive; no bound by default
   * @param sparse whether to move only what the gradient touches
   */
  public record Config(
      @Setting(value = "0.001", doc = "Learning rate, not negative.") Schedule rate,
      @Setting(value = "0.9", doc = "Decay β1 of the mean gradient, from 0 to below 1.")
          double beta1,
      @Setting(value = "0.999", doc = "Decay β2 of the mean squared gradient, from 0 to below 1.")
          double beta2,
      @Setting(value = "1e-8", doc = "Added to the root of the mean square, at least 1e-30.")
          double epsilon,
      @Setting(value = "0", doc = "Weight decay λ of θ ← θ - rate·λ·θ, not negative.")
          double weightDecay,
      @Setting(
              value = "false",
              doc =
                  "Whether weight decay also moves biases and the weights of norms: tensors of one"
                      + " extent the last part of whose name is \"weight\" or ends with \"bias\".")
          boolean decayBiases,
      @Setting(doc = "Greatest Euclidean norm of the gradient, positive; scaled down to it.")
          @Nullable Double clipNorm,
      @Setting(
              value = "false",
              doc =
                  "Whether parameters that a step's gradient does not touch stand still, moments and"
                      + " decay too; fast for models with sparse gradients.")
          boolean sparse) {

    /** Checks the ranges. */
    public Config {
      Checks.notNegative("rate", rate);
      decay("beta1", beta1);
      decay("beta2", beta2);
      Checks.that(
          epsilon >= 1e-30 && epsilon <= 1,
          "epsilon",
          "must lie between 1e-30 and 1, but is " + epsilon);
      Checks.notNegative("weightDecay", weightDecay);
      if (clipNorm != null) {
        Checks.positive("clipNorm", clipNorm);
      }
    }

    private static void decay(String setting, double value) {
      Checks.that(
          value >= 0 && value < 1, setting, "must be at least 0 and below 1, but is " + value);
    }
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public String description() {
    return "Adam with decoupled weight decay (AdamW).";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optimizer create(Config config, ComponentContext context) {
    return new Adam(config, context.progress());
  }
}
