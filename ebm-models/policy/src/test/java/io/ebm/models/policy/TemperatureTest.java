package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Environment;
import io.ebm.api.Experience;
import io.ebm.api.Interactive;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.Schedule;
import io.ebm.models.policy.environments.GridworldFactory;
import io.ebm.objectives.optim.SgdFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The temperature of soft Q-learning that is tuned to an entropy, where both can be computed. */
class TemperatureTest {

  private static final double DISCOUNT = 0.9;

  /** Transitions of random actions; the policy that is trained adds next to none. */
  private static Dataset data() {
    return Training.data(
        new ReplayFactory(),
        Map.of(
            "environment",
            Training.world(
                new GridworldFactory(),
                Map.of("map", List.of("....", ".#.X", "...G"), "goal", 0.5, "trap", -0.5)),
            "rows",
            8,
            "every",
            1_000_000,
            "start",
            2000,
            "discount",
            DISCOUNT),
        1);
  }

  /** How often each state was the next one. */
  private static double[] shares(Dataset data, int states) {
    Experience examples = (Experience) data.train();
    int[] indices = new int[examples.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i;
    }
    Batch next = examples.transitions(indices, 0, indices.length).next();
    double[] shares = new double[states];
    for (int i = 0; i < next.size(); i++) {
      shares[(int) next.get(i, 0)] += 1.0 / next.size();
    }
    return shares;
  }

  private static double entropy(double[] shares, double[] policy) {
    int choices = policy.length / shares.length;
    double sum = 0;
    for (int i = 0; i < policy.length; i++) {
      sum -= policy[i] > 0 ? shares[i / choices] * policy[i] * Math.log(policy[i]) : 0;
    }
    return sum;
  }

  /** Of the policy that is best at a temperature. */
  private static double entropy(Environment world, double[] shares, double temperature) {
    SoftValues exact = SoftValues.of(world, DISCOUNT, temperature);
    exact.solve(1e-10, 100_000);
    return entropy(shares, exact.policy());
  }

  /** The temperature at which the best policy has that entropy, by halving. */
  private static double logTemperature(Environment world, double[] shares, double entropy) {
    double low = -6;
    double high = 3;
    while (high - low > 1e-6) {
      double middle = (low + high) / 2;
      if (entropy(world, shares, Math.exp(middle)) < entropy) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] policy(Model model, int states, int choices) {
    Batch all = Batch.allocate(states, 1);
    for (int state = 0; state < states; state++) {
      all.set(state, 0, state);
    }
    double[] policy = new double[states * choices];
    ((DiscretePolicy) model).scores(all, states, policy);
    for (int state = 0; state < states; state++) {
      double sum = 0;
      for (int k = state * choices; k < (state + 1) * choices; k++) {
        sum += Math.exp(policy[k]);
      }
      for (int k = state * choices; k < (state + 1) * choices; k++) {
        policy[k] = Math.exp(policy[k]) / sum;
      }
    }
    return policy;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1.1})
  void theEntropyReachesItsTarget(double target) {
    Dataset data = data();
    Environment world = ((Interactive) data).environment();
    Model model = Training.model(new TablePolicyFactory(), Map.of(), data, 1);
    SgdFactory sgd = new SgdFactory();
    Training training =
        new Training(
            data,
            model,
            Training.objective(
                new SoftQLearningFactory(),
                Map.of(
                    "temperature",
                    0.3,
                    "entropyTarget",
                    target,
                    "targetRate",
                    0.1,
                    "doubleEstimate",
                    false),
                data),
            sgd.create(
                Defaults.create(sgd.configType(), Map.of("rate", Schedule.constant(10))),
                TestContext.of(1)),
            512,
            7);
    Parameters own =
        training.tune(
            sgd.create(
                Defaults.create(sgd.configType(), Map.of("rate", Schedule.constant(0.02))),
                TestContext.of(1)));
    training.run(5000);
    SoftValues exact = SoftValues.of(world, DISCOUNT, 1);
    double[] shares = shares(data, exact.states());
    double[] learned = policy(model, exact.states(), exact.choices());
    assertThat(entropy(shares, learned)).isCloseTo(target, within(0.01));
    double temperature = logTemperature(world, shares, target);
    assertThat(Math.abs(temperature - Math.log(0.3))).isGreaterThan(0.3);
    assertThat((double) own.values()[0]).isCloseTo(temperature, within(0.03));
  }
}
