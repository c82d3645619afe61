package io.ebm.objectives;

import io.ebm.api.Component;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.objectives.likelihood.CdFactory;
import io.ebm.objectives.likelihood.PcdFactory;
import io.ebm.objectives.score.DenoisingScoreMatchingFactory;
import io.ebm.samplers.GibbsFactory;
import io.ebm.samplers.MalaFactory;
import io.ebm.testkit.Defaults;
import java.util.HashMap;
import java.util.Map;

/** Components that tests share. */
public final class Objectives {

  private Objectives() {}

  public static Component<Sampler> gibbs() {
    return Component.of(new GibbsFactory(), new GibbsFactory.Config(Schedule.constant(1)));
  }

  public static Component<Sampler> mala(double stepSize) {
    MalaFactory factory = new MalaFactory();
    return Component.of(
        factory,
        Defaults.create(factory.configType(), Map.of("stepSize", Schedule.constant(stepSize))));
  }

  public static Component<Objective> cd(Component<Sampler> sampler, int steps) {
    return component(new CdFactory(), Map.of("sampler", sampler, "steps", steps));
  }

  public static Component<Objective> pcd(Component<Sampler> sampler, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("sampler", sampler);
    return component(new PcdFactory(), all);
  }

  public static Component<Objective> denoising(Map<String, ?> settings) {
    return component(new DenoisingScoreMatchingFactory(), settings);
  }

  /** An objective with those settings and defaults for the others. */
  public static <C extends Record> Component<Objective> component(
      ObjectiveFactory<C> factory, Map<String, ?> settings) {
    return Component.of(factory, Defaults.create(factory.configType(), settings));
  }
}
