package io.ebm.models.neural;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.NetworkEnergy;
import io.ebm.testkit.EnergyConformance;
import java.util.List;

class MlpConformanceTest extends EnergyConformance {

  @Override
  protected EnergyFunction energy() {
    NetworkEnergy mlp = Mlp.of(StateSpace.real(3), List.of(24, 16), Activation.SOFTPLUS, 2);
    mlp.initialise(RandomStream.of(seed()));
    return mlp;
  }
}
