package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Episodes;
import io.ebm.api.Experience;
import io.ebm.api.Growing;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.api.StateMemory;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.api.Transitions;
import io.ebm.models.policy.environments.CartPoleFactory;
import io.ebm.models.policy.environments.PendulumFactory;
import io.ebm.objectives.optim.SgdFactory;
import io.ebm.samplers.LangevinFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final double DISCOUNT = 0.5;

  /**
   * Counts up; the reward is the number it leaves; every fourth episode terminates at 3, the others
   * are cut off at 5.
   */
  private static final class Counter implements Environment, EnvironmentFactory<Counter.None> {
    record None() {}

    private final double badReward;

    Counter(double badReward) {
      this.badReward = badReward;
    }

    @Override
    public String name() {
      return "counter";
    }

    @Override
    public String description() {
      return "Counts.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Environment create(None config, ComponentContext context) {
      return this;
    }

    @Override
    public StateSpace observations() {
      return StateSpace.real(1);
    }

    @Override
    public StateSpace actions() {
      return new StateSpace.Categorical(1, 2);
    }

    @Override
    public int limit() {
      return 5;
    }

    @Override
    public Episodes start(int rows) {
      long[] state = new long[2 * rows];
      return new Episodes() {
        @Override
        public int rows() {
          return rows;
        }

        @Override
        public void reset(int row, RandomStream random) {
          state[2 * row] = 0;
          state[2 * row + 1]++;
        }

        @Override
        public void observe(Batch into) {
          for (int row = 0; row < rows; row++) {
            into.set(row, 0, (float) state[2 * row]);
          }
        }

        @Override
        public void step(Batch actions, double[] rewards, byte[] ends) {
          for (int row = 0; row < rows; row++) {
            rewards[row] = state[2 * row] == 2 ? badReward : state[2 * row];
            state[2 * row]++;
            boolean last = state[2 * row + 1] % 4 == 0 && state[2 * row] == 3;
            ends[row] = last ? TERMINATED : state[2 * row] == 5 ? TRUNCATED : RUNNING;
          }
        }

        @Override
        public void save(StateWriter writer) {
          writer.put("state", state);
        }

        @Override
        public void restore(StateReader reader) {
          System.arraycopy(reader.longs("state"), 0, state, 0, state.length);
        }
      };
    }
  }

  private static Dataset counting(int steps, int start, double badReward) {
    return Training.data(
        new ReplayFactory(),
        Map.of(
            "environment",
            Component.of(new Counter(badReward), new Counter.None()),
            "steps",
            steps,
            "start",
            start,
            "rows",
            3,
            "discount",
            DISCOUNT),
        1);
  }

  @Test
  void transitionsOverSeveralStepsSumDiscountedRewards() {
    for (int steps : new int[] {1, 2, 3, 7}) {
      Experience examples = (Experience) counting(steps, 400, 2).train();
      int[] index = new int[1];
      int terminated = 0;
      for (index[0] = 0; index[0] < examples.size(); index[0]++) {
        int from = (int) examples.contexts(index, 0, 1).get(0, 0);
        Transitions after = examples.transitions(index, 0, 1);
        int to = (int) after.next().get(0, 0);
        double expected = 0;
        for (int k = from; k < to; k++) {
          expected += Math.pow(DISCOUNT, k - from) * k;
        }
        assertThat((double) after.reward(0)).isCloseTo(expected, within(1e-6));
        boolean end = to == 3 && after.discount(0) == 0;
        terminated += end ? 1 : 0;
        assertThat(to - from).isBetween(1, steps);
        if (!end) {
          assertThat((double) after.discount(0))
              .isCloseTo(Math.pow(DISCOUNT, to - from), within(1e-6));
          assertThat(to == 5 || to - from == steps).isTrue(); // shorter only where it was cut off
        }
      }
      assertThat(terminated).isPositive();
    }
  }

  @Test
  void aRewardThatIsNotFiniteIsTold() {
    assertThatThrownBy(() -> counting(1, 400, Double.NaN))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("the reward of episode row 0 is NaN at step 6");
  }

  private static Training cart(long seed) {
    Dataset data =
        Training.data(
            new ReplayFactory(),
            Map.of(
                "environment",
                Training.world(new CartPoleFactory(), Map.of("limit", 40)),
                "rows",
                3,
                "steps",
                2,
                "start",
                100,
                "capacity",
                300),
            seed);
    Model model =
        Training.model(new PolicyFactory(), Map.of("hidden", java.util.List.of(16)), data, seed);
    SgdFactory sgd = new SgdFactory();
    return new Training(
        data,
        model,
        Training.objective(new SoftQLearningFactory(), Map.of("entropyTarget", 0.3), data),
        sgd.create(Defaults.create(sgd.configType(), Map.of()), TestContext.of(1)),
        32,
        seed);
  }

  @Test
  void aResumedRunIsTheSameRun() {
    Training whole = cart(5);
    whole.run(80);
    Training begun = cart(5);
    begun.run(50);
    StateMemory data = TestState.of(begun.data);
    StateMemory objective = TestState.of(begun.objective);
    Training resumed = cart(5);
    resumed.resume(50, data, objective, begun.model);
    resumed.run(30);
    assertThat(resumed.model.as(Parameterised.class).orElseThrow().parameters().values())
        .isEqualTo(whole.model.as(Parameterised.class).orElseThrow().parameters().values());
    assertThat(TestState.of(resumed.data)).isEqualTo(TestState.of(whole.data));
    assertThat(TestState.of(resumed.objective)).isEqualTo(TestState.of(whole.objective));
  }

  @Test
  void theOldestMakeRoom() {
    Training training = cart(1);
    training.run(200);
    assertThat(training.data.train().size()).isEqualTo(300);
    assertThat(training.metrics.last("environment-steps")).isGreaterThan(600);
    assertThat(training.metrics.last("return")).isPositive();
  }

  @Test
  void samplersGoWithContinuousActionsOnly() {
    Component<io.ebm.api.Sampler> langevin =
        Component.of(
            new LangevinFactory(), Defaults.create(LangevinFactory.Config.class, Map.of()));
    assertThatThrownBy(
            () ->
                Training.data(
                    new ReplayFactory(),
                    Map.of(
                        "environment",
                        Training.world(new CartPoleFactory(), Map.of()),
                        "acting",
                        new Acting(false, langevin, 3, 1)),
                    1))
        .hasMessageContaining("'langevin' is not needed")
        .hasMessageContaining("discrete ones are drawn exactly");
    assertThatThrownBy(
            () ->
                Training.data(
                    new ReplayFactory(),
                    Map.of("environment", Training.world(new PendulumFactory(), Map.of())),
                    1))
        .hasMessageContaining("continuous ones are drawn by a sampler");
  }

  @Test
  void modelsThatAreNoPoliciesAreRefused() {
    Dataset cart = PolicyConformanceTest.CART;
    Model other =
        Training.model(
            new PolicyFactory(),
            Map.of("hidden", java.util.List.of(4)),
            PolicyConformanceTest.GRID,
            1);
    Metrics nowhere = (name, value) -> {};
    assertThatThrownBy(
            () -> ((Growing) cart).grow(new Training.Growth(other, 0, RandomStream.of(1), nowhere)))
        .hasMessageContaining("needs energies of Categorical[length=1, levels=2]");
  }
}
