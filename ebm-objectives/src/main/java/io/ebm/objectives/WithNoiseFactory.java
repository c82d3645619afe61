package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.NamedFactory;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code with-noise}: another objective learns the minibatch with normal noise, which is drawn anew
 * at every step. Unlike the noise of a whole training it leaves the other terms of a sum as they
 * are: a joint model so learns classes of images as they are and the energy of blurred ones.
 *
 * <p>Value, metrics, cost and errors are those of the objective within.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class WithNoiseFactory extends NamedFactory<WithNoiseFactory.Config>
    implements ObjectiveFactory<WithNoiseFactory.Config> {

  /**
   * Settings of {@code with-noise}.
   *
   * @param sigma standard deviation of the noise, in the units in which the model sees states
   * @param objective learns the rows with noise
   */
  public record Config(
      @Setting(doc = "Standard deviation of the noise, positive.") double sigma,
      @Setting(doc = "The objective that learns the rows with noise, as pcd.")
          Component<Objective> objective) {

    /** Checks the range. */
    public Config {
      Checks.positive("sigma", sigma);
    }
  }

  /** For the service loader. */
  public WithNoiseFactory() {
    super("with-noise", "Learns rows with noise by another objective.", Config.class);
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    StateSpace space = context.energy().space();
    return space instanceof StateSpace.Real
        ? Optional.empty()
        : Optional.of("needs unbounded real states, not those of " + space);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new WithNoise(config.sigma(), context.create("objective", config.objective()));
  }

  private static final class WithNoise extends Wrapping {
    private final Disturbed disturbed;

    WithNoise(double sigma, Objective objective) {
      super(objective);
      disturbed = new Disturbed("objective 'with-noise'", sigma);
    }

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      Batch noisy = disturbed.of(energy.space(), data, context.random().split("with-noise"));
      return objective.evaluate(energy, noisy, gradient, context);
    }
  }
}
