package io.ebm.models.hopfield;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;
import java.util.List;

/** The energy {@code hopfield}: spins coupled in pairs, as patterns or an objective say. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class HopfieldFactory implements EnergyFactory<HopfieldConfig> {

  @Override
  public String name() {
    return "hopfield";
  }

  @Override
  public String description() {
    return "A Hopfield network: spins whose couplings store the training examples.";
  }

  @Override
  public Class<HopfieldConfig> configType() {
    return HopfieldConfig.class;
  }

  @Override
  public Hopfield create(HopfieldConfig config, ComponentContext context) {
    Dataset data = context.data().orElse(null);
    List<Integer> shape = config.shape();
    StateSpace space;
    if (data != null) {
      space = Spins.space(data);
    } else if (shape != null) {
      space = new StateSpace.Spin(shape);
    } else {
      throw new IllegalArgumentException(
          "a Hopfield network needs \"data\", whose training examples are its patterns; or, with"
              + " parameters of its own, a \"shape\"");
    }
    PatternBits known = null;
    if (data != null) {
      int count = PatternBits.count(data, config.patterns());
      Learner.check(config.rule(), space.dim(), count);
      known = PatternBits.of(space, data, count);
    }
    Descent descent =
        new Descent(
            space.dim(),
            config.updates(),
            config.order() == Sequence.RANDOM,
            config.patience(),
            context.random().split("order"));
    Hopfield network = new Hopfield(space, config.temperature(), descent, known);
    if (known != null) {
      network.learner(config.rule()).learn(known, 0, known.count());
    }
    return network;
  }
}
