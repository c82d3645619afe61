package io.ebm.models.boltzmann.pairwise;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.graph.GraphFile;
import java.util.List;

/** The energy {@code boltzmann-machine}: zeros and ones, coupled as one likes. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class BoltzmannMachineFactory implements EnergyFactory<BoltzmannMachineConfig> {

  @Override
  public String name() {
    return "boltzmann-machine";
  }

  @Override
  public String description() {
    return "A Boltzmann machine: visible and hidden zeros and ones, coupled in pairs on any graph.";
  }

  @Override
  public Class<BoltzmannMachineConfig> configType() {
    return BoltzmannMachineConfig.class;
  }

  @Override
  public BoltzmannMachine create(BoltzmannMachineConfig config, ComponentContext context) {
    String file = config.graph();
    Graph graph = file == null ? null : GraphFile.read(context.resolve(file));
    List<Integer> shape;
    if (graph != null && context.data().isEmpty()) {
      if (graph.vertices() <= config.hidden()) {
        throw new IllegalArgumentException(
            "of the graph's "
                + graph.vertices()
                + " units "
                + config.hidden()
                + " are hidden, which leaves none to see");
      }
      shape = List.of(graph.vertices() - config.hidden());
    } else {
      shape = binary(context.dataSpace());
    }
    int units = new StateSpace.Binary(shape).dim() + config.hidden();
    if (graph != null && graph.vertices() != units) {
      throw new IllegalArgumentException(
          "the graph has "
              + graph.vertices()
              + " units, but the data have "
              + (units - config.hidden())
              + " and "
              + config.hidden()
              + " are hidden: it must have "
              + units);
    }
    BoltzmannMachine machine =
        BoltzmannMachine.of(graph == null ? Graph.complete(units) : graph, shape);
    float[] theta = machine.parameters().values();
    int weights = machine.units.fields();
    context.random().fillGaussian(theta, 0, weights);
    for (int e = 0; e < weights; e++) {
      theta[e] *= (float) config.scale();
    }
    context
        .data()
        .ifPresent(
            data -> {
              float[] biases = machine.baseFields(data.train());
              System.arraycopy(biases, 0, theta, weights, biases.length);
            });
    return machine;
  }

  private static List<Integer> binary(StateSpace space) {
    if (space instanceof StateSpace.Binary) {
      return space.shape();
    }
    throw new IllegalArgumentException(
        "a Boltzmann machine is over zeros and ones, but the data are in " + space);
  }
}
