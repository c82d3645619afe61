package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Decodable;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code perceptron}: the loss of the structured perceptron (Collins 2002), {@code Σ_i E(x_i) -
 * min_y E(y)}; its gradient {@code ∇θ E(x_i) - ∇θ E(y_i)} at the minimum {@code y_i} is the
 * perceptron's update. With the optimizer {@code averaged-perceptron} and one example in a batch it
 * is the averaged perceptron.
 *
 * <p><b>Metrics.</b> {@code violations}, the share of rows that are not the minimum.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PerceptronFactory implements ObjectiveFactory<PerceptronFactory.Config> {

  /** No settings. */
  public record Config() {}

  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public String description() {
    return "Structured perceptron: the data's energy above the least energy.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class, Decodable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new MarginLoss("objective 'perceptron'", 0);
  }
}
