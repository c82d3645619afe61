package io.ebm.models.hopfield;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;

/** The energy {@code dense-associative-memory}: spins drawn to patterns by steep interactions. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class DenseMemoryFactory implements EnergyFactory<DenseMemoryConfig> {

  @Override
  public String name() {
    return "dense-associative-memory";
  }

  @Override
  public String description() {
    return "A dense associative memory of the training examples, polynomial or exponential.";
  }

  @Override
  public Class<DenseMemoryConfig> configType() {
    return DenseMemoryConfig.class;
  }

  @Override
  public DenseMemory create(DenseMemoryConfig config, ComponentContext context) {
    Dataset data =
        context
            .data()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a dense associative memory needs \"data\", whose training examples are"
                            + " its patterns"));
    StateSpace space = Spins.space(data);
    Descent descent =
        new Descent(
            space.dim(),
            config.updates(),
            config.order() == Sequence.RANDOM,
            config.patience(),
            context.random().split("order"));
    return new DenseMemory(
        space,
        PatternBits.of(space, data, PatternBits.count(data, config.patterns())),
        config.interaction(),
        config.degree(),
        config.temperature(),
        descent);
  }
}
