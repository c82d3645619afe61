package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.models.policy.environments.CartPoleFactory;
import io.ebm.models.policy.environments.GridworldFactory;
import io.ebm.models.policy.environments.ParticleFactory;
import io.ebm.models.policy.environments.PendulumFactory;
import io.ebm.samplers.LangevinFactory;
import io.ebm.testkit.DatasetConformance;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract of the data of those who act. */
class PolicyDataConformanceTest {

  private abstract static class Case extends DatasetConformance {
    private final Component<Dataset> data;

    Case(DatasetFactory<?> factory, Map<String, ?> given) {
      data = Defaults.component(factory, given);
    }

    @Override
    protected Component<Dataset> data() {
      return data;
    }

    @Override
    @SuppressWarnings("unchecked") // every policy is given observations
    protected Conditional<Batch> policy() {
      Dataset made = data.make(TestContext.builder().seed(seed()).path("data").build());
      return (Conditional<Batch>)
          Training.model(new PolicyFactory(), Map.of("hidden", List.of(6)), made, 3);
    }
  }

  @Nested
  class OfReplayWithActionsToChoose extends Case {
    OfReplayWithActionsToChoose() {
      super(
          new ReplayFactory(),
          Map.of(
              "environment",
              Training.world(new CartPoleFactory(), Map.of()),
              "start",
              60,
              "capacity",
              100,
              "rows",
              3,
              "steps",
              2));
    }
  }

  @Nested
  class OfReplayOfLabels extends Case {
    OfReplayOfLabels() {
      super(
          new ReplayFactory(),
          Map.of(
              "environment",
              Training.world(new GridworldFactory(), Map.of()),
              "start",
              50,
              "capacity",
              1000));
    }
  }

  @Nested
  class OfReplayThatDrawsItsActions extends Case {
    OfReplayThatDrawsItsActions() {
      super(
          new ReplayFactory(),
          Map.of(
              "environment",
              Training.world(new PendulumFactory(), Map.of()),
              "start",
              50,
              "capacity",
              1000,
              "acting",
              new Acting(false, Defaults.component(new LangevinFactory(), Map.of()), 5, 1)));
    }
  }

  @Nested
  class OfDemonstrations extends Case {
    OfDemonstrations() {
      super(
          new DemonstrationsFactory(),
          Map.of(
              "environment",
              Training.world(new ParticleFactory(), Map.of()),
              "episodes",
              4,
              "heldOut",
              2,
              "evaluation",
              new Acting(false, Defaults.component(new LangevinFactory(), Map.of()), 5, 1)));
    }
  }
}
