package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;
import io.ebm.nn.layers.Sequence;

/** The energy {@code conditional-network}: any layers that see a target and a context. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class ConditionalNetworkFactory implements EnergyFactory<NetworkConfig> {

  @Override
  public String name() {
    return "conditional-network";
  }

  @Override
  public String description() {
    return "A network of layers from targets, with contexts as their condition, to an energy.";
  }

  @Override
  public Class<NetworkConfig> configType() {
    return NetworkConfig.class;
  }

  @Override
  public ConditionalNetwork create(NetworkConfig config, ComponentContext context) {
    StateSpace targets = context.dataSpace();
    ConditionalNetwork model =
        ConditionalNetwork.of(
            targets,
            Pairs.contexts(name(), context),
            config.head().over(new Sequence(config.layers())),
            NetworkSettings.base(config.base(), targets),
            NetworkSettings.constraint(config.spectralNorm(), config.weightNorm()));
    model.initialise(context.random());
    return model;
  }
}
