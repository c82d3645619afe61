package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;

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
    Double base = config.base();
    Jem jem =
        Jem.of(
            space,
            SoftmaxClassifierFactory.classes(name(), context),
            config.hidden(),
            config.activation(),
            base != null ? base : space instanceof StateSpace.Real ? MlpFactory.DEFAULT_BASE : 0,
            SpectralNorm.of(config.spectralNorm()));
    jem.initialise(config.scale(), context.random());
    return jem;
  }
}
