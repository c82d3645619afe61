package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code soft-q-learning} (Haarnoja, Tang, Abbeel and Levine 2017, "Reinforcement learning with
 * deep energy-based policies"): learns the policy {@code π(a | s) = exp(-E(s, a)) / Z(s)} that has
 * the greatest return plus temperature α times entropy. At the optimum {@code -α E} is the soft
 * value of an action, and
 *
 * <pre>{@code -E(s, a) = r/α + γ log Z(s'),   log Z(s) = log Σ_b exp(-E(s, b)).}</pre>
 *
 * <p>The loss of a transition is half the square of what is missing, with the right side from a
 * target: a second model that follows the first by {@code targetRate} in each step. With {@code
 * doubleEstimate} the target only values what the policy itself would do, {@code Σ_b π(b | s')
 * [-E'(s', b) - log π(b | s')]}, which is at most {@code log Z'(s')} (van Hasselt, Guez and Silver
 * 2016, made soft). Of continuous actions the integral is estimated by {@code samples} points
 * spread evenly over their box, shifted at random; the rows of a shard share them.
 *
 * <p>With {@code entropyTarget} α is learned: it falls while the policies' mean entropy in the next
 * states, in nats, is above the target, and rises below it (Haarnoja et al. 2018, "Soft
 * actor-critic algorithms and applications", section 5).
 *
 * <p><b>Value.</b> The loss, in units of α². <b>Metrics.</b> {@code value}: mean of {@code -α E}
 * over the rows; {@code entropy} of the policy in the next states; {@code temperature}, if learned.
 *
 * <p><b>Data.</b> Those of an actor, as {@code replay}.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SoftQLearningFactory implements ObjectiveFactory<SoftQLearningFactory.Config> {

  /**
   * Settings of {@code soft-q-learning}.
   *
   * @param temperature α, or its first value
   * @param entropyTarget the mean entropy to hold, or null where α is fixed
   * @param targetRate how fast the target follows
   * @param doubleEstimate whether the policy that is trained says what the target values
   * @param samples points of the integral over continuous actions
   */
  public record Config(
      @Setting(
              value = "1",
              doc = "Temperature α, what a nat of entropy is worth, or its first value; positive.")
          double temperature,
      @Setting(
              doc =
                  "Mean entropy of the policy, in nats, to which the temperature is tuned; left out,"
                      + " the temperature is fixed.")
          @Nullable Double entropyTarget,
      @Setting(
              value = "0.005",
              doc = "How far the target follows the model in each step, above 0 and at most 1.")
          double targetRate,
      @Setting(
              value = "true",
              doc = "Whether the target values what the policy that is trained would do.")
          boolean doubleEstimate,
      @Setting(
              value = "32",
              doc = "Points at which an integral over continuous actions is estimated, at least 1.")
          int samples) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("temperature", temperature);
      if (entropyTarget != null) {
        Checks.that(Double.isFinite(entropyTarget), "entropyTarget", "must be finite");
      }
      Checks.that(
          targetRate > 0 && targetRate <= 1,
          "targetRate",
          "must be above 0 and at most 1, but is " + targetRate);
      Checks.atLeast("samples", samples, 1);
    }
  }

  @Override
  public String name() {
    return "soft-q-learning";
  }

  @Override
  public String description() {
    return "Maximum-entropy reinforcement learning: energies of actions from rewards.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class)
        .or(
            () ->
                SoftQLearning.misfit(
                    context.model(), context.conditional(), context.energy().space()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new SoftQLearning(config);
  }
}
