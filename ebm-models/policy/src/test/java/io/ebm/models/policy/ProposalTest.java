package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.Schedule;
import io.ebm.api.SettingException;
import io.ebm.api.UnsupportedEnergyException;
import io.ebm.objectives.SumFactory;
import io.ebm.objectives.optim.AdamFactory;
import io.ebm.objectives.proposal.AmortisedSvgdFactory;
import io.ebm.samplers.AmortisedFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Policies with a generator beside their energy. */
class ProposalTest {

  private static final Dataset GOALS = PolicyConformanceTest.GOALS;
  private static final PolicyConfig.Proposal SMALL =
      new PolicyConfig.Proposal(null, List.of(16), null);

  private static Model policy(Map<String, ?> settings, Dataset data) {
    return Training.model(new PolicyFactory(), settings, data, 3);
  }

  private static Parameters parameters(Model model) {
    return model.as(Parameterised.class).orElseThrow().parameters();
  }

  @SuppressWarnings("unchecked")
  private static EnergyFunction given(Model model, Batch observations) {
    return ((Conditional<Batch>) model).given(observations);
  }

  @Test
  void itsTensorsComeBehindThoseOfTheEnergyWhichStayAsTheyAre() {
    Parameters without = parameters(policy(Map.of("hidden", List.of(5)), GOALS));
    Parameters with = parameters(policy(Map.of("hidden", List.of(5), "proposal", SMALL), GOALS));
    assertThat(without.tensors()).hasSize(4);
    assertThat(with.tensors().subList(0, 4)).isEqualTo(without.tensors());
    assertThat(Arrays.copyOf(with.values(), without.size())).isEqualTo(without.values());
    assertThat(with.tensors().subList(4, 8))
        .extracting(Parameters.Tensor::name)
        .containsExactly(
            "proposal.layers.0.weight",
            "proposal.layers.0.bias",
            "proposal.layers.2.weight",
            "proposal.layers.2.bias");
    assertThat(with.tensor("proposal.layers.0.weight").shape()).containsExactly(16, 4);
    assertThat(with.tensor("proposal.layers.2.weight").shape()).containsExactly(2, 16);
    Batch seen = PolicyConformanceTest.seen(GOALS, 3);
    assertThat(given(policy(Map.of(), GOALS), seen).as(Proposing.class)).isEmpty();
  }

  @Test
  void energyAndProposalsLeaveEachOthersParametersAlone() {
    Model model = policy(Map.of("hidden", List.of(5), "proposal", SMALL), GOALS);
    int energys = parameters(model).tensor("proposal.layers.0.weight").offset();
    Batch seen = PolicyConformanceTest.seen(GOALS, 3);
    Proposing given = given(model, seen).as(Proposing.class).orElseThrow();
    Batch actions = Batch.allocate(3, 2);
    actions.fill(0.5f);
    Gradient gradient = parameters(model).newGradient();
    given.accumulate(actions, new double[] {1, 2, 3}, gradient);
    assertThat(Arrays.copyOfRange(gradient.values(), energys, gradient.values().length))
        .containsOnly(0);
    gradient.clear();
    given.accumulateProposals(RandomStream.of(1), actions, gradient);
    assertThat(Arrays.copyOf(gradient.values(), energys)).containsOnly(0);
    assertThat(gradient.norm()).isPositive();
  }

  @Test
  void aReplicaProposesByItsOwnParameters() {
    Model model = policy(Map.of("hidden", List.of(5), "proposal", SMALL), GOALS);
    Parameters others = parameters(model).copy();
    Model replica = model.as(Replicable.class).orElseThrow().replica(others);
    Arrays.fill(parameters(model).values(), 0);
    Batch seen = PolicyConformanceTest.seen(GOALS, 3);
    Batch actions = Batch.allocate(3, 2);
    given(model, seen).as(Proposing.class).orElseThrow().propose(actions, RandomStream.of(1));
    assertThat(actions.array()).containsOnly(0); // the middle of the box
    given(replica, seen).as(Proposing.class).orElseThrow().propose(actions, RandomStream.of(1));
    assertThat(actions.array()).doesNotContain(0);
  }

  /** Where tanh is flat in floats, a proposal can still come back. */
  @Test
  void proposalsAtTheEdgeStayInTheBoxAndCanComeBack() {
    Model model = policy(Map.of("hidden", List.of(5), "proposal", SMALL), GOALS);
    Parameters.Tensor bias = parameters(model).tensor("proposal.layers.2.bias");
    Arrays.fill(parameters(model).values(), bias.offset(), bias.offset() + bias.size(), 50f);
    Batch seen = PolicyConformanceTest.seen(GOALS, 3);
    Proposing given = given(model, seen).as(Proposing.class).orElseThrow();
    Batch actions = Batch.allocate(3, 2);
    given.propose(actions, RandomStream.of(1));
    assertThat(actions.array()).containsOnly(1);
    Gradient gradient = parameters(model).newGradient();
    given.accumulateProposals(RandomStream.of(1), actions, gradient);
    assertThat(gradient.values()[bias.offset()]).isCloseTo(3e-6f, within(1e-9f));
  }

  @Test
  void whatDoesNotFitIsTold() {
    assertThatThrownBy(() -> policy(Map.of("proposal", SMALL), PolicyConformanceTest.CART))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "is for continuous actions; these are of Categorical[length=1, levels=2], and discrete"
                + " ones are drawn exactly; leave the key out");
    assertThatThrownBy(() -> new PolicyConfig.Proposal(null, List.of(4), 0))
        .hasMessage("must be at least 1, but is 0");
    assertThatThrownBy(() -> new PolicyConfig.Proposal(null, List.of(0), null))
        .hasMessageContaining("must hold widths of at least 1");
    Batch seen = PolicyConformanceTest.seen(GOALS, 3);
    assertThatThrownBy(
            () ->
                new AmortisedFactory()
                    .create(new AmortisedFactory.Config(), TestContext.of(1))
                    .start(
                        given(policy(Map.of(), GOALS), seen),
                        Batch.allocate(3, 2),
                        RandomStream.of(1)))
        .isInstanceOf(UnsupportedEnergyException.class)
        .hasMessageContaining("sampler 'amortised' needs an energy that is Proposing");
  }

  /** Of an energy that a network happens to have, against sums over a grid of actions. */
  @Test
  void proposalsComeToHaveTheMomentsOfThePolicy() {
    Model model =
        policy(
            Map.of(
                "hidden",
                List.of(8),
                "unit",
                4.0,
                "scale",
                1.0,
                "proposal",
                new PolicyConfig.Proposal(null, List.of(32, 32), null)),
            GOALS);
    Batch seen = PolicyConformanceTest.seen(GOALS, 64);
    for (int k = 0; k < seen.length(); k++) {
      seen.array()[k] /= 7;
    }
    Objective objective =
        new AmortisedSvgdFactory()
            .create(new AmortisedSvgdFactory.Config(16), Training.context(GOALS, 1));
    double[] rate = new double[1];
    Optimizer optimizer = adam(rate);
    Gradient gradient = parameters(model).newGradient();
    for (int step = 0; step < 600; step++) {
      rate[0] = 0.01 * (600 - step) / 600;
      gradient.clear();
      objective.evaluate(given(model, seen), Batch.allocate(64, 2), gradient, step(step, model));
      gradient.scale(1.0 / 64);
      optimizer.step(parameters(model), gradient);
    }
    for (int row = 0; row < 3; row++) {
      double[] expected = moments(model, seen.slice(row, row + 1));
      double[] found = drawn(model, seen.slice(row, row + 1));
      for (int k = 0; k < 2; k++) {
        assertThat(found[k]).as("mean %d", k).isCloseTo(expected[k], within(0.06));
        assertThat(found[2 + k])
            .as("variance %d", k)
            .isCloseTo(expected[2 + k], within(0.1 * expected[2 + k]));
      }
    }
  }

  private static Training.Step step(long step, Model model) {
    return Training.Step.of(step, 64, model, Optional.empty(), RandomStream.of(5).split(step));
  }

  /** At the rate that there is at each step. */
  private static Optimizer adam(double... rate) {
    AdamFactory adam = new AdamFactory();
    Schedule live =
        new Schedule() {
          @Override
          public double at(double progress) {
            return rate[0];
          }

          @Override
          public double lowest() {
            return 1e-6;
          }

          @Override
          public double highest() {
            return 1;
          }
        };
    return adam.create(Defaults.create(adam.configType(), Map.of("rate", live)), TestContext.of(1));
  }

  private static double[] moments(Model model, Batch seen) {
    int side = 64;
    Batch grid = Batch.allocate(side * side, 2);
    Batch repeated = Batch.allocate(side * side, 2);
    for (int i = 0; i < grid.size(); i++) {
      int row = i / side;
      grid.set(i, 0, (2f * row + 1) / side - 1);
      grid.set(i, 1, (2f * (i % side) + 1) / side - 1);
      repeated.copyRow(i, seen, 0);
    }
    double[] weights = new double[grid.size()];
    given(model, repeated).energies(grid, weights);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(-weights[i]);
    }
    return moments(grid, weights);
  }

  private static double[] drawn(Model model, Batch seen) {
    Batch drawn = Batch.allocate(8192, 2);
    Batch repeated = Batch.allocate(8192, 2);
    for (int i = 0; i < drawn.size(); i++) {
      repeated.copyRow(i, seen, 0);
    }
    given(model, repeated).as(Proposing.class).orElseThrow().propose(drawn, RandomStream.of(8));
    double[] ones = new double[drawn.size()];
    Arrays.fill(ones, 1);
    return moments(drawn, ones);
  }

  /** Means, then variances. */
  private static double[] moments(Batch x, double[] weights) {
    double[] moments = new double[4];
    double sum = Arrays.stream(weights).sum();
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < x.size(); i++) {
        moments[k] += weights[i] / sum * x.get(i, k);
      }
      for (int i = 0; i < x.size(); i++) {
        moments[2 + k] += weights[i] / sum * Math.pow(x.get(i, k) - moments[k], 2);
      }
    }
    return moments;
  }

  /** A sum hands on what soft Q-learning needs, and learns its temperature. */
  @Test
  void softQLearningWorksWithinASum() {
    Model model = policy(Map.of("hidden", List.of(8), "proposal", SMALL), GOALS);
    SumFactory.Term values =
        new SumFactory.Term(
            Component.of(
                new SoftQLearningFactory(),
                Defaults.create(SoftQLearningFactory.Config.class, Map.of("entropyTarget", -5.0))),
            Schedule.constant(1));
    SumFactory.Term proposals =
        new SumFactory.Term(
            Component.of(new AmortisedSvgdFactory(), new AmortisedSvgdFactory.Config(4)),
            Schedule.constant(0.5));
    Objective objective =
        Training.objective(new SumFactory(), Map.of("terms", List.of(values, proposals)), GOALS);
    Training training = new Training(GOALS, model, objective, adam(0.001), 16, 1);
    Parameters own = training.tune(adam(0.1));
    assertThat(own.values()).containsExactly(0);
    training.run(3);
    assertThat(own.values()[0]).isCloseTo(-0.3f, within(0.02f));
  }
}
