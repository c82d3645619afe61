package io.ebm.models.policy.environments;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Setting;

/**
 * {@code mountain-car}: a car too weak for the hill must swing up (Moore 1990), with the equations
 * and bounds of Gymnasium's {@code MountainCar-v0}.
 *
 * <p>Observed are place and speed; the place begins uniform in [-0.6, -0.4]. Action 0 pushes to the
 * left, 1 not at all, 2 to the right. Every step gives -1 until the car is at 0.5.
 */
@AutoService(EnvironmentFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MountainCarFactory implements EnvironmentFactory<MountainCarFactory.Config> {

  static final String NAME = "mountain-car";

  /**
   * Settings of {@code mountain-car}.
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
    return "Swings a weak car up a hill; the equations of Gymnasium's MountainCar-v0.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Environment create(Config config, ComponentContext context) {
    return new MountainCar(config.limit());
  }
}
