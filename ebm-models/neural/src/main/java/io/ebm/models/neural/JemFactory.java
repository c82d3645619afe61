package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;
import io.ebm.nn.layers.ShortForm;

/** The energy {@code jem}: features and classes from one network. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class JemFactory implements EnergyFactory<JemConfig> {

  @Override
  public String name() {
    return "jem";
  }

  @Override
  public String description() {
    return "Features and classes from one multilayer perceptron: p(y | x) and p(x).";
  }

  @Override
  public Class<JemConfig> configType() {
    return JemConfig.class;
  }

  @Override
  public Jem create(JemConfig config, ComponentContext context) {
    StateSpace space = context.dataSpace();
    int classes = SoftmaxClassifierFactory.classes(name(), context);
    Jem jem =
        Jem.of(
            space,
            classes,
            ShortForm.layer(
                config.layers(), config.hidden(), config.activation(), config.scale(), classes),
            NetworkSettings.base(config.base(), space),
            NetworkSettings.constraint(config.spectralNorm(), config.weightNorm()));
    jem.initialise(context.random());
    return jem;
  }
}
