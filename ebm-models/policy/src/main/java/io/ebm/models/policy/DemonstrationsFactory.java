package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Environment;
import io.ebm.api.Expert;
import io.ebm.api.Setting;

/**
 * The data {@code demonstrations}: what the expert of an environment does. An example is an action,
 * its context the observation. The policy that imitates it is evaluated by acting itself.
 */
@AutoService(DatasetFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DemonstrationsFactory implements DatasetFactory<DemonstrationsFactory.Config> {

  /**
   * Settings of {@code demonstrations}.
   *
   * @param environment one that has an expert
   * @param episodes to learn from
   * @param heldOut episodes kept apart
   * @param evaluation how the policy acts when evaluated
   * @param evaluationEpisodes episodes of an evaluation
   */
  public record Config(
      @Setting(doc = "The environment, which must have an expert, as 'particle'.")
          Component<Environment> environment,
      @Setting(value = "1000", doc = "Episodes of the expert to learn from, at least 1.")
          int episodes,
      @Setting(value = "20", doc = "Episodes of the expert kept apart, at least 0.") int heldOut,
      @Setting(value = "{}", doc = "How the policy acts when evaluated.") Acting evaluation,
      @Setting(value = "100", doc = "Episodes of an evaluation, at least 1.")
          int evaluationEpisodes) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("episodes", episodes, 1);
      Checks.fitsMemory("episodes", episodes, 8);
      Checks.atLeast("heldOut", heldOut, 0);
      Checks.atLeast("evaluationEpisodes", evaluationEpisodes, 1);
    }
  }

  @Override
  public String name() {
    return "demonstrations";
  }

  @Override
  public String description() {
    return "What the expert of an environment does, to be imitated.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Environment world = context.create("environment", config.environment());
    if (!(world instanceof Expert)) {
      throw new IllegalArgumentException(
          "data 'demonstrations' needs an environment with an expert, as 'particle'; '"
              + config.environment().type()
              + "' has none");
    }
    return new Demonstrations(
        config,
        world,
        Actions.of("data 'demonstrations'", "evaluation", world, config.evaluation(), context),
        context.random());
  }
}
