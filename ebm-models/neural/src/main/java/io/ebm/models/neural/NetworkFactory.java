package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.layers.Sequence;

/**
 * The energy {@code network}: any layers and a head, on a Gaussian base. Tensors are named as in a
 * PyTorch module whose {@code Sequential} is called {@code layers}.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class NetworkFactory implements EnergyFactory<NetworkConfig> {

  @Override
  public String name() {
    return "network";
  }

  @Override
  public String description() {
    return "A network of layers from states of any kind to an energy, on a Gaussian base.";
  }

  @Override
  public Class<NetworkConfig> configType() {
    return NetworkConfig.class;
  }

  @Override
  public NetworkEnergy create(NetworkConfig config, ComponentContext context) {
    NetworkEnergy energy =
        Mlp.of(
            context.dataSpace(),
            config.head().over(new Sequence(config.layers())),
            NetworkSettings.base(config.base(), context.dataSpace()),
            NetworkSettings.constraint(config.spectralNorm(), config.weightNorm()));
    energy.initialise(context.random());
    return energy;
  }
}
