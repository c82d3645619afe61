package io.ebm.core.toy;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;

/** Plain gradient descent. */
@SuppressWarnings("rawtypes") // a service is named by its raw class
@AutoService(OptimizerFactory.class)
public final class DownhillFactory implements OptimizerFactory<DownhillFactory.Config> {

  /** Its settings. */
  public record Config(@Setting(value = "0.1", doc = "Rate") Schedule rate) {}

  @Override
  public String name() {
    return "downhill";
  }

  @Override
  public String description() {
    return "Gradient descent.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optimizer create(Config config, ComponentContext context) {
    return (parameters, gradient) -> {
      float rate = (float) config.rate().at(context.progress().fraction());
      for (int i = 0; i < parameters.size(); i++) {
        parameters.values()[i] -= rate * gradient.values()[i];
      }
    };
  }
}
