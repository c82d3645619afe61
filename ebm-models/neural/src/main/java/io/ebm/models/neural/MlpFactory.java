package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;
import io.ebm.nn.Head;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.layers.ShortForm;

/** The energy {@code mlp}: a multilayer perceptron from states to a number. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class MlpFactory implements EnergyFactory<MlpConfig> {

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String description() {
    return "A multilayer perceptron from states to an energy, on a Gaussian base.";
  }

  @Override
  public Class<MlpConfig> configType() {
    return MlpConfig.class;
  }

  @Override
  public NetworkEnergy create(MlpConfig config, ComponentContext context) {
    StateSpace space = context.dataSpace();
    NetworkEnergy mlp =
        Mlp.of(
            space,
            Head.SCALAR.over(
                ShortForm.layer(
                    config.layers(), config.hidden(), config.activation(), config.scale(), 1)),
            NetworkSettings.base(config.base(), space),
            NetworkSettings.constraint(config.spectralNorm(), config.weightNorm()));
    mlp.initialise(context.random());
    return mlp;
  }
}
