package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Conditional;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Environment;
import io.ebm.api.Interactive;
import io.ebm.api.Objective;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.SettingException;
import io.ebm.models.policy.environments.CartPoleFactory;
import io.ebm.models.policy.environments.GridworldFactory;
import io.ebm.models.policy.environments.MultiGoalFactory;
import io.ebm.models.policy.environments.PendulumFactory;
import io.ebm.nn.Layer;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Residual;
import io.ebm.samplers.LangevinFactory;
import io.ebm.testkit.ConditionalConformance;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.ObjectiveCase;
import io.ebm.testkit.ObjectiveConformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of policies, and of objectives on them. */
class PolicyConformanceTest {

  private static final int ROWS = 24;

  static final Dataset CART = replay(Training.world(new CartPoleFactory(), Map.of()), Map.of());

  static final Dataset GRID = replay(Training.world(new GridworldFactory(), Map.of()), Map.of());

  static final Dataset GOALS =
      replay(
          Training.world(new MultiGoalFactory(), Map.of()),
          Map.of("acting", new Acting(false, langevin(), 5, 1)));

  static final Dataset PENDULUM =
      replay(
          Training.world(new PendulumFactory(), Map.of()),
          Map.of("acting", new Acting(false, langevin(), 5, 1)));

  private static Component<Sampler> langevin() {
    return Component.of(
        new LangevinFactory(), Defaults.create(LangevinFactory.Config.class, Map.of()));
  }

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
              new PolicyConfig.Proposal(null, List.of(8), 3)),
          GOALS);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(GOALS, count);
    }
  }

  private static final List<Layer> HIDDEN =
      List.of(
          new Dense(12),
          new Functions.Silu(),
          new Residual(List.of(new Dense(12), new Functions.Tanh()), null));

  private static List<Layer> layers(int outputs) {
    List<Layer> layers = new ArrayList<>(HIDDEN);
    layers.add(new Dense(outputs));
    return layers;
  }

  @Nested
  class OfLayers extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(
          new PolicyFactory(),
          Map.of(
              "layers",
              layers(1),
              "standardise",
              true,
              "proposal",
              new PolicyConfig.Proposal(layers(2), null, 3)),
          GOALS);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(GOALS, count);
    }
  }

  @Nested
  class OfDiscreteActionsByLayers extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(new PolicyFactory(), Map.of("layers", layers(2)), CART);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(CART, count);
    }
  }

  @Nested
  class OfActionsInAWideBox extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return policy(new PolicyFactory(), SMALL, PENDULUM);
    }

    @Override
    protected Batch contexts(int count) {
      return seen(PENDULUM, count);
    }
  }

  @Test
  void energiesOfActionsHaveTheDerivativesOfNetworks() {
    EnergyFunction given = policy(new PolicyFactory(), SMALL, GOALS).given(seen(GOALS, 3));
    assertThat(given.as(ScoreLearnable.class)).isPresent();
    assertThat(given.as(CurvatureLearnable.class)).isPresent();
  }

  @Test
  void layersThatDoNotFitAreTold() {
    assertThatThrownBy(() -> policy(new PolicyFactory(), Map.of("layers", layers(2)), GOALS))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "give 2 numbers, not 1: an energy is one number; end with a dense layer of 1 unit");
    assertThatThrownBy(() -> policy(new PolicyFactory(), Map.of("layers", layers(1)), CART))
        .isInstanceOf(SettingException.class)
        .hasMessage("give 1 number, not 2: one for each action; end with a dense layer of 2 units");
    assertThatThrownBy(
            () -> policy(new GaussianPolicyFactory(), Map.of("layers", layers(2)), GOALS))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "give 2 numbers, not 4: the action's numbers, log p and v; end with a dense layer of 4"
                + " units");
    PolicyConfig.Proposal wrong =
        new PolicyConfig.Proposal(List.of(new Dense(2), new Concat()), null, null);
    assertThatThrownBy(() -> policy(new PolicyFactory(), Map.of("proposal", wrong), GOALS))
        .isInstanceOf(SettingException.class)
        .extracting(e -> ((SettingException) e).setting())
        .isEqualTo("proposal.layers[1]");
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
