package io.ebm.models.policy.environments;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Setting;

/**
 * {@code pendulum}: a rod that a bounded torque swings up and holds upright, with the equations,
 * the step of 0.05 s and the bounds of Gymnasium's {@code Pendulum-v1}.
 *
 * <p>Observed are cos θ, sin θ and dθ/dt (rad/s), with θ = 0 upright; θ begins uniform in ±π, its
 * speed in ±1. The action is a torque in ±2 N m. The reward of a step is {@code -(θ² + 0.1 (dθ/dt)²
 * + 0.001 u²)}, with θ in ±π, before the step. An episode has no end but the limit.
 */
@AutoService(EnvironmentFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PendulumFactory implements EnvironmentFactory<PendulumFactory.Config> {

  static final String NAME = "pendulum";

  /**
   * Settings of {@code pendulum}.
   *
   * @param limit steps after which an episode is cut off
   */
  public record Config(
      @Setting(value = "200", doc = "Steps after which an episode is cut off, at least 1.")
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
    return "Swings a rod up and holds it; the equations of Gymnasium's Pendulum-v1.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Environment create(Config config, ComponentContext context) {
    return new Pendulum(config.limit());
  }
}
