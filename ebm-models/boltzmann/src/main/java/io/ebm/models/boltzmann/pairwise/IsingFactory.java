package io.ebm.models.boltzmann.pairwise;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.models.boltzmann.graph.Structure;

/** The energy {@code ising}: spins on a lattice or a graph. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class IsingFactory implements EnergyFactory<IsingConfig> {

  @Override
  public String name() {
    return "ising";
  }

  @Override
  public String description() {
    return "The Ising model on a lattice or a graph: spins with couplings, fields, a temperature.";
  }

  @Override
  public Class<IsingConfig> configType() {
    return IsingConfig.class;
  }

  @Override
  public Ising create(IsingConfig config, ComponentContext context) {
    Structure structure = Structure.of(config.shape(), config.boundary(), config.graph(), context);
    Ising ising = Ising.of(structure.graph(), structure.shape(), config.temperature());
    float[] theta = ising.parameters().values();
    float[] weights = structure.graph().weights();
    for (int e = 0; e < weights.length; e++) {
      double factor = config.disorder().draw(context.random());
      theta[e] = (float) (config.coupling() * weights[e] * factor);
    }
    ising.fill(config.field());
    return ising;
  }
}
