package io.ebm.objectives;

import io.ebm.api.Component;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.samplers.GibbsFactory;
import io.ebm.samplers.MalaFactory;
import io.ebm.testkit.Defaults;
import java.util.HashMap;
import java.util.Map;

/** Components that tests share. */
final class Objectives {

  private Objectives() {}

  static Component<Sampler> gibbs() {
    return Component.of(new GibbsFactory(), new GibbsFactory.Config(Schedule.constant(1)));
  }

  static Component<Sampler> mala(double stepSize) {
    MalaFactory factory = new MalaFactory();
    return Component.of(
        factory,
        Defaults.create(factory.configType(), Map.of("stepSize", Schedule.constant(stepSize))));
  }

  static Component<Objective> cd(Component<Sampler> sampler, int steps) {
    return component(new CdFactory(), Map.of("sampler", sampler, "steps", steps));
  }

  static Component<Objective> pcd(Component<Sampler> sampler, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("sampler", sampler);
    return component(new PcdFactory(), all);
  }

  static Component<Objective> denoising(Map<String, ?> settings) {
    return component(new DenoisingScoreMatchingFactory(), settings);
  }

  private static <C extends Record> Component<Objective> component(
      ObjectiveFactory<C> factory, Map<String, ?> settings) {
    return Component.of(factory, Defaults.create(factory.configType(), settings));
  }
}
