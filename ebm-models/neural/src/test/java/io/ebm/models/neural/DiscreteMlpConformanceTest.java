package io.ebm.models.neural;

import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.NetworkEnergy;
import io.ebm.testkit.EnergyConformance;
import java.util.List;

/** A perceptron on spins keeps the contract. */
class DiscreteMlpConformanceTest extends EnergyConformance {
  @Override
  protected EnergyFunction energy() {
    NetworkEnergy mlp = Mlp.of(StateSpace.spin(5), List.of(8, 6), Activation.SILU, 0);
    mlp.initialise(RandomStream.of(3));
    return mlp;
  }
}
