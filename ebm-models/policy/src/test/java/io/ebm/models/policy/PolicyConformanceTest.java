package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Environment;
import io.ebm.api.Interactive;
import io.ebm.api.Objective;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.models.policy.environments.CartPoleFactory;
import io.ebm.models.policy.environments.GridworldFactory;
import io.ebm.models.policy.environments.MultiGoalFactory;
import io.ebm.samplers.LangevinFactory;
import io.ebm.testkit.ConditionalConformance;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.ObjectiveCase;
import io.ebm.testkit.ObjectiveConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract of policies, and of objectives on them. */
class PolicyConformanceTest {

  private static final int ROWS = 24;

  static final Dataset CART = replay(Training.world(new CartPoleFactory(), Map.of()), Map.of());

  static final Dataset GRID = replay(Training.world(new GridworldFactory(), Map.of()), Map.of());

  static final Dataset GOALS =
      replay(
          Training.world(new MultiGoalFactory(), Map.of()),
          Map.of(
              "acting",
              new Acting(
                  false,
                  Component.of(
                      new LangevinFactory(),
                      Defaults.create(LangevinFactory.Config.class, Map.of())),
                  5,
                  1)));

  private static Dataset replay(Component<Environment> world, Map<String, ?> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("environment", world);
    settings.put("start", 200);
    settings.put("capacity", 1000);
    return Training.data(new ReplayFactory(), settings, 1);
  }

  static Batch seen(Dataset data, int count) {
    Environment world = ((Interactive) data).environment();
    Batch contexts = Batch.allocate(count, world.observations().dim());
    RandomStream random = RandomStream.of(11);
    for (int i = 0; i < count; i++) {
      world.observations().randomStart(contexts.slice(i, i + 1), random.split(i));
    }
    return contexts;
  }

  @SuppressWarnings("unchecked")
  private static <C extends Record> Conditional<Batch> policy(
      EnergyFactory<C> factory, Map<String, ?> settings, Dataset data) {
    Conditional<Batch> model = (Conditional<Batch>) Training.model(factory, settings, data, 3);
    float[] values = model.as(Parameterised.class).orElseThrow().parameters().values();
    float[] noise = new float[values.length];
    RandomStream.of(4).fillGaussian(noise, 0, noise.length);
    for (int k = 0; k < values.length; k++) {
      values[k] += 0.1f * noise[k];
    }
    return model;
  }

  private static final Map<String, ?> SMALL = Map.of("hidden", List.of(12, 9), "unit", 3.0);

  @Nested
  class OfDiscreteActions extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(new PolicyFactory(), SMALL, CART);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(CART, count);
    }
  }

  @Nested
  class OfLabelsSeen extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(new PolicyFactory(), SMALL, GRID);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(GRID, count);
    }
  }

  @Nested
  class OfATable extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(new TablePolicyFactory(), Map.of(), GRID);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(GRID, count);
    }
  }

  @Nested
  class OfContinuousActions extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(new PolicyFactory(), SMALL, GOALS);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(GOALS, count);
    }
  }

  @Nested
  class OfProposedActions extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(
          new PolicyFactory(),
          Map.of(
              "hidden",
              List.of(12, 9),
              "unit",
              3.0,
              "proposal",
              new PolicyConfig.Proposal(List.of(8), 3)),
          GOALS);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(GOALS, count);
    }
  }

  @Nested
  class OfOneMode extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(new GaussianPolicyFactory(), SMALL, GOALS);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(GOALS, count);
    }
  }

  @Nested
  class OfImplicitCloning extends ObjectiveConformance {
    private final Conditional<Batch> model = policy(new PolicyFactory(), SMALL, GOALS);

    @Override
    protected Component<Objective> objective() {
      return Component.of(
          new ImplicitCloningFactory(), new ImplicitCloningFactory.Config(5, null, 0, null, false));
    }

    @Override
    protected EnergyFunction energy() {
      return model.given(seen(GOALS, ROWS));
    }

    @Override
    protected ObjectiveCase.Parts parts() {
      return (from, to) -> model.given(seen(GOALS, ROWS).slice(from, to));
    }

    @Override
    protected boolean valueHasGradient() {
      return true;
    }

    @Override
    protected boolean weightsSumToZero() {
      return true;
    }

    @Override
    protected boolean deterministic() {
      return false;
    }
  }
}
