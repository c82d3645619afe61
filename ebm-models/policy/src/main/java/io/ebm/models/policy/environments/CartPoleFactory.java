package io.ebm.models.policy.environments;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Setting;

/**
 * {@code cart-pole}: a pole on a cart that is pushed to the left or to the right (Barto, Sutton and
 * Anderson 1983), with the equations, the step of 0.02 s and the bounds of Gymnasium's {@code
 * CartPole-v1}.
 *
 * <p>Observed are the cart's place (m) and speed (m/s), the pole's angle (rad) and its speed
 * (rad/s), which begin uniform in ±0.05. Action 0 pushes with 10 N to the left, 1 to the right.
 * Every step gives a reward of 1, the one with which the pole falls (12°) or the cart leaves the
 * track (2.4 m) too.
 */
@AutoService(EnvironmentFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class CartPoleFactory implements EnvironmentFactory<CartPoleFactory.Config> {

  static final String NAME = "cart-pole";

  /**
   * Settings of {@code cart-pole}.
   *
   * @param limit steps after which an episode is cut off
   */
  public record Config(
      @Setting(value = "500", doc = "Steps after which an episode is cut off, at least 1.")
          int limit) {

    /** Checks the range. */
    public Config {
      Checks.atLeast("limit", limit, 1);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Balances a pole on a cart; the equations of Gymnasium's CartPole-v1.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Environment create(Config config, ComponentContext context) {
    return new CartPole(config.limit());
  }
}
