package io.ebm.models.policy.environments;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Setting;

/**
 * {@code particle}: a particle in N dimensions that must go to a first goal and then to a second
 * (Florence et al. 2021, "Implicit behavioral cloning", section 5; constants as in its authors'
 * program).
 *
 * <p>Observed are place, velocity, first goal and second goal, N numbers each; places begin uniform
 * in [0, 1], the velocity is 0. The action is a place in [0, 1]^N that pulls the particle for 0.05
 * s: {@code x'' = 10 (a - x) - 5 x'}, in steps of 0.005 s. The episode ends after {@code limit}
 * actions, with a reward of 1 if the particle has been within 0.05 of both goals, else 0.
 *
 * <p>The expert pulls to the first goal until it is within 0.01 of it, then to the second: what it
 * does jumps.
 *
 * <p><b>Outcome.</b> {@code first-goal}, {@code second-goal}: whether the particle was within 0.05
 * of it. {@code last-distance}: how far it is from the second. {@code success}: whether it was at
 * both and is at the second.
 */
@AutoService(EnvironmentFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ParticleFactory implements EnvironmentFactory<ParticleFactory.Config> {

  static final String NAME = "particle";

  /**
   * Settings of {@code particle}.
   *
   * @param dimensions N
   * @param limit actions of an episode
   */
  public record Config(
      @Setting(value = "2", doc = "Dimensions N, at least 1.") int dimensions,
      @Setting(value = "50", doc = "Actions of an episode, at least 1.") int limit) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("dimensions", dimensions, 1);
      Checks.atLeast("limit", limit, 1);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "A particle in N dimensions that goes to one goal, then to another; has an expert.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Environment create(Config config, ComponentContext context) {
    return new Particle(config.dimensions(), config.limit());
  }
}
