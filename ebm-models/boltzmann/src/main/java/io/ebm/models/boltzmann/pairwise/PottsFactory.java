package io.ebm.models.boltzmann.pairwise;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.models.boltzmann.graph.Structure;

/** The energy {@code potts}: labels on a lattice or a graph. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class PottsFactory implements EnergyFactory<PottsConfig> {

  @Override
  public String name() {
    return "potts";
  }

  @Override
  public String description() {
    return "The Potts model on a lattice or a graph: labels, of which neighbours like to be equal.";
  }

  @Override
  public Class<PottsConfig> configType() {
    return PottsConfig.class;
  }

  @Override
  public Potts create(PottsConfig config, ComponentContext context) {
    Structure structure = Structure.of(config.shape(), config.boundary(), config.graph(), context);
    Potts potts = Potts.of(structure.graph(), config.levels(), config.temperature());
    float[] theta = potts.parameters().values();
    float[] weights = structure.graph().weights();
    for (int e = 0; e < weights.length; e++) {
      double factor = config.disorder().draw(context.random());
      theta[e] = (float) (config.coupling() * weights[e] * factor);
    }
    if (!config.fields().isEmpty()) {
      for (int i = weights.length; i < theta.length; i++) {
        theta[i] = config.fields().get((i - weights.length) % config.levels()).floatValue();
      }
    }
    return potts;
  }
}
