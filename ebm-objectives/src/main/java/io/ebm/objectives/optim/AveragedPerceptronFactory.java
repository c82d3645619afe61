package io.ebm.objectives.optim;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Setting;

/**
 * {@code averaged-perceptron}: steps {@code θ ← θ - rate · g} of constant size; after the last one
 * the parameters become the average of all iterates (Freund and Schapire 1999; Collins 2002). Made
 * for the objective {@code perceptron} with {@code "batch": 1}. Checkpoints before the last hold
 * the iterate itself.
 */
@AutoService(OptimizerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AveragedPerceptronFactory
    implements OptimizerFactory<AveragedPerceptronFactory.Config> {

  /**
   * Settings of {@code averaged-perceptron}.
   *
   * @param rate size of a step, positive; a perceptron's predictions do not depend on it
   */
  public record Config(
      @Setting(
              value = "1",
              doc = "Size of a step, positive; predictions of a perceptron do not depend on it.")
          double rate) {

    /** Checks the range. */
    public Config {
      Checks.positive("rate", rate);
    }
  }

  @Override
  public String name() {
    return "averaged-perceptron";
  }

  @Override
  public String description() {
    return "Steps of constant size; in the end the average of all iterates.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optimizer create(Config config, ComponentContext context) {
    return new AveragedPerceptron(config.rate());
  }
}
