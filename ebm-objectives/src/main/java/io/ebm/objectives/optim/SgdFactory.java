package io.ebm.objectives.optim;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** {@code sgd}: {@code θ ← θ - rate · (g + weightDecay · θ)}. Has no state. */
@AutoService(OptimizerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SgdFactory implements OptimizerFactory<SgdFactory.Config> {

  /**
   * Settings of {@code sgd}.
   *
   * @param rate learning rate, not negative
   * @param weightDecay decay of the parameters, not negative
   * @param clipNorm greatest norm of the gradient, positive; no bound by default
   */
  public record Config(
      @Setting(value = "0.01", doc = "Learning rate, not negative.") Schedule rate,
      @Setting(value = "0", doc = "Weight decay λ of θ ← θ - rate·λ·θ, not negative.")
          double weightDecay,
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
    return (parameters, gradient) -> {
      float[] theta = parameters.values();
      float[] g = gradient.values();
      double rate = config.rate().at(context.progress().fraction());
      float step = (float) (rate * ClipNorm.factor(gradient, config.clipNorm()));
      float keep = (float) (1 - rate * config.weightDecay());
      for (int i = 0; i < theta.length; i++) {
        theta[i] = keep * theta[i] - step * g[i];
      }
    };
  }
}
