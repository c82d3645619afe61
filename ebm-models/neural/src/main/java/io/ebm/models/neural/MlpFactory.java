package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;

/** The energy {@code mlp}: a multilayer perceptron from states to a number. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class MlpFactory implements EnergyFactory<MlpConfig> {

  /** The standard deviation of the base on real states where the config leaves it out. */
  static final double DEFAULT_BASE = 3;

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String description() {
    return "A multilayer perceptron from real states to an energy, on a Gaussian base.";
  }

  @Override
  public Class<MlpConfig> configType() {
    return MlpConfig.class;
  }

  @Override
  public Mlp create(MlpConfig config, ComponentContext context) {
    StateSpace space = context.dataSpace();
    Double base = config.base();
    double sigma = base != null ? base : space instanceof StateSpace.Real ? DEFAULT_BASE : 0;
    Mlp mlp =
        Mlp.of(
            space,
            config.hidden(),
            config.activation(),
            sigma,
            SpectralNorm.of(config.spectralNorm()));
    mlp.initialise(config.scale(), context.random());
    return mlp;
  }
}
