package io.ebm.models.policy.environments;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Setting;

/**
 * {@code stacked}: another environment of which the last {@code frames} observations are seen at
 * once, so that a policy may know what has just changed: a velocity, or what was done.
 *
 * <p>Observed are those observations one after the other, the oldest first; before there were so
 * many, the first stands in for those that are missing. The space is that of the other with {@code
 * frames} times as many numbers, or labels. Actions, rewards, ends, outcomes, pictures and the
 * expert are those of the other environment. An observation is no state any more, so the laws of a
 * {@link io.ebm.api.Tabular} one are not handed on.
 */
@AutoService(EnvironmentFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class StackedFactory implements EnvironmentFactory<StackedFactory.Config> {

  static final String NAME = "stacked";

  /**
   * Settings of {@code stacked}.
   *
   * @param environment what is seen several times
   * @param frames how many observations
   */
  public record Config(
      @Setting(doc = "The environment whose last observations are seen.")
          Component<Environment> environment,
      @Setting(value = "2", doc = "How many observations are seen at once, at least 1.")
          int frames) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("frames", frames, 1);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Another environment of which the last few observations are seen at once.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Environment create(Config config, ComponentContext context) {
    return Stacked.of(context.create("environment", config.environment()), config.frames());
  }
}
