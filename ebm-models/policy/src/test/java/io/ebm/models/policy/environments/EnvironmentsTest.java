package io.ebm.models.policy.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Episodes;
import io.ebm.api.RandomStream;
import io.ebm.api.Tabular;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.EnvironmentConformance;
import io.ebm.testkit.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {

  private static <C extends Record> Environment standard(EnvironmentFactory<C> factory) {
    return factory.create(
        Defaults.create(factory.configType(), java.util.Map.of()), TestContext.of(1));
  }

  private static Episodes begun(Environment environment, int rows, int from) {
    Episodes episodes = environment.start(rows);
    for (int row = 0; row < rows; row++) {
      episodes.reset(row, RandomStream.of(from + row));
    }
    return episodes;
  }

  @Test
  void endAtTheirLimit() {
    Environment environment = new MountainCar(7);
    Episodes episodes = begun(environment, 1, 0);
    byte[] ends = new byte[1];
    for (int step = 1; step <= 7; step++) {
      episodes.step(Batch.allocate(1, 1), new double[1], ends);
      assertThat(ends[0]).isEqualTo(step < 7 ? Episodes.RUNNING : Episodes.TRUNCATED);
    }
  }

  @Test
  void refuseActionsOutsideOfTheSpace() {
    Episodes carts = begun(new CartPole(500), 2, 0);
    Batch actions = Batch.of(new float[] {1, 2}, 1);
    assertThatThrownBy(() -> carts.step(actions, new double[2], new byte[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "environment 'cart-pole': the action of row 1 is 2.0, which is not in"
                + " Categorical[length=1, levels=2]");
    Episodes points = begun(new Pendulum(200), 1, 0);
    assertThatThrownBy(
            () -> points.step(Batch.of(new float[] {Float.NaN}, 1), new double[1], new byte[1]))
        .hasMessageContaining("the action of row 0 is NaN, which is not in Box");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void gridworldKeepsItsOwnLaws(double slip) {
    Gridworld world =
        (Gridworld)
            new GridworldFactory()
                .create(
                    new GridworldFactory.Config(
                        List.of("S.X", ".#.", "..G"), null, slip, -0.1, 2, -3, 50),
                    TestContext.of(1));
    int draws = 20_000;
    Block walks = (Block) world.start(1);
    double[] reward = new double[1];
    byte[] end = new byte[1];
    for (int state = 0; state < world.states(); state++) {
      for (int action = 0; action < world.choices(); action++) {
        Map<String, Integer> counts = new HashMap<>();
        Batch chosen = Batch.of(new float[] {action}, 1);
        for (int draw = 0; draw < (slip == 0 ? 1 : draws / 20); draw++) {
          walks.set(0, RandomStream.of(draw), state);
          walks.step(chosen, reward, end);
          counts.merge(
              (int) walks.state[0] + " " + reward[0] + " " + (end[0] == Episodes.TERMINATED),
              1,
              Integer::sum);
        }
        Map<String, Double> law = new HashMap<>();
        world.outcomes(
            state,
            action,
            (probability, r, next, terminates) ->
                law.merge(next + " " + r + " " + terminates, probability, Double::sum));
        assertThat(counts.keySet()).isEqualTo(law.keySet());
        law.forEach(
            (what, probability) ->
                assertThat(counts.getOrDefault(what, 0) / (slip == 0 ? 1.0 : draws / 20.0))
                    .isCloseTo(probability, within(0.07)));
      }
    }
  }

  @Test
  void mapsSayWhereTheyAreWrong() {
    assertThatThrownBy(() -> GridMap.of("the map", List.of("S..", ".g.")))
        .hasMessage(
            "the map, line 2, column 2: 'g' is no letter of a map; they are # (wall), . (floor), S"
                + " (start), G (goal) and X (trap); did you mean 'G'?");
    assertThatThrownBy(() -> GridMap.of("the map", List.of("S..", "..")))
        .hasMessage("the map, line 2, column 3: the line has 2 letters, the first has 3");
    assertThatThrownBy(() -> GridMap.of("the map", List.of("##")))
        .hasMessageContaining("nowhere to start");
  }

  @Test
  void tabularProbabilitiesSumToOne() {
    Tabular world = (Tabular) standard(new GridworldFactory());
    for (int state = 0; state < world.states(); state++) {
      double[] sum = new double[1];
      world.outcomes(state, 1, (probability, reward, next, end) -> sum[0] += probability);
      assertThat(sum[0]).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void theExpertReachesBothGoals() {
    Particle environment = new Particle(2, 50);
    Episodes episodes = begun(environment, 200, 0);
    Batch actions = Batch.allocate(200, 2);
    double[] rewards = new double[200];
    for (int step = 0; step < 50; step++) {
      environment.demonstrate(episodes, actions);
      episodes.step(actions, rewards, new byte[200]);
    }
    double[] success = new double[1];
    for (int row = 0; row < 200; row++) {
      episodes.outcome(row, (name, value) -> success[0] += value);
    }
    assertThat(success[0] / 200).isGreaterThan(0.95);
  }

  @Nested
  class OfGridworld extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return standard(new GridworldFactory());
    }
  }

  @Nested
  class OfMultiGoal extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return standard(new MultiGoalFactory());
    }
  }

  @Nested
  class OfCartPole extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return standard(new CartPoleFactory());
    }
  }

  @Nested
  class OfPendulum extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return standard(new PendulumFactory());
    }
  }

  @Nested
  class OfMountainCar extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return standard(new MountainCarFactory());
    }
  }

  @Nested
  class OfParticle extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return standard(new ParticleFactory());
    }
  }

  @Nested
  class OfSlippery extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return new GridworldFactory()
          .create(
              new GridworldFactory.Config(List.of("S..", "..G"), null, 0.4, -0.1, 1, -1, 20),
              TestContext.of(1));
    }
  }
}
