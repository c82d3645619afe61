package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.nn.Layer;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Condition;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Film;
import io.ebm.nn.layers.Flatten;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Sequence;
import io.ebm.testkit.ConditionalConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Energies given contexts keep the contract, however layers look at the contexts. */
class ConditionalNetworkTest {

  private abstract static class Given extends ConditionalConformance<Batch> {
    private final ConditionalNetwork model;

    Given(Layer layers) {
      StateSpace targets = StateSpace.real(4);
      StateSpace contexts = StateSpace.real(3);
      model = ConditionalNetwork.of(targets, contexts, layers, 2, NetworkForm.Constraint.NONE);
      model.initialise(RandomStream.of(3));
    }

    @Override
    protected Conditional<Batch> model() {
      return model;
    }

    @Override
    protected Batch contexts(int count) {
      return ClassifierConformanceTest.features(count, 3);
    }
  }

  @Nested
  class Joined extends Given {
    Joined() {
      super(
          Sequence.of(
              new Parallel(List.of(new Flatten(), new Condition(0)), new Concat()),
              new Dense(12),
              new Functions.Silu(),
              new Dense(1)));
    }
  }

  @Nested
  class Modulated extends Given {
    Modulated() {
      super(
          Sequence.of(
              new Dense(12),
              new Film(List.of(new Dense(24)), 0),
              new Functions.Silu(),
              new Dense(1)));
    }
  }
}
