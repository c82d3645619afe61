package io.ebm.models.policy.environments;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Setting;

/**
 * {@code multi-goal}: a point in the plane with four goals that are all alike (Haarnoja, Tang,
 * Abbeel and Levine 2017, "Reinforcement learning with deep energy-based policies", section 5.1;
 * costs and limits as in its authors' program).
 *
 * <p>The place, in ±7, begins normal about the middle. The action is how far to go, in ±1 in each
 * direction. Goals are at (5, 0), (-5, 0), (0, 5) and (0, -5), numbered so; an episode ends within
 * 1 of one. The reward of a step is {@code -actionCost · |a|² - distanceCost · d²}, with d the
 * distance to the nearest goal after it, and {@code goalReward} more at the end.
 *
 * <p><b>Outcome.</b> {@code goal-1} to {@code goal-4}: whether that goal was reached.
 */
@AutoService(EnvironmentFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MultiGoalFactory implements EnvironmentFactory<MultiGoalFactory.Config> {

  static final String NAME = "multi-goal";

  /**
   * Settings of {@code multi-goal}.
   *
   * @param goalReward for reaching a goal
   * @param actionCost of the squared length of an action
   * @param distanceCost of the squared distance to the nearest goal
   * @param spread standard deviation of the first place
   * @param limit steps after which an episode is cut off
   */
  public record Config(
      @Setting(value = "10", doc = "Reward for reaching a goal.") double goalReward,
      @Setting(value = "30", doc = "Cost of the squared length of an action, not negative.")
          double actionCost,
      @Setting(value = "1", doc = "Cost of the squared distance to the nearest goal, not negative.")
          double distanceCost,
      @Setting(value = "0.1", doc = "Standard deviation of the first place, not negative.")
          double spread,
      @Setting(value = "30", doc = "Steps after which an episode is cut off, at least 1.")
          int limit) {

    /** Checks the ranges. */
    public Config {
      Checks.that(Double.isFinite(goalReward), "goalReward", "must be finite");
      Checks.notNegative("actionCost", actionCost);
      Checks.notNegative("distanceCost", distanceCost);
      Checks.notNegative("spread", spread);
      Checks.atLeast("limit", limit, 1);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "A point in the plane with four goals that are all alike.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Environment create(Config config, ComponentContext context) {
    return new MultiGoal(config);
  }
}
