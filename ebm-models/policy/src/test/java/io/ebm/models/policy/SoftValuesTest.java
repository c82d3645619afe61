package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.RandomStream;
import io.ebm.api.Tabular;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftValuesTest {

  private record Outcome(double probability, double reward, int next, boolean terminates) {}

  /** Four states and two actions; laws drawn at random, some of which end the episode. */
  private static final class Random implements Tabular {
    private final List<List<Outcome>> laws = new ArrayList<>();

    Random(long seed, boolean deterministic) {
      RandomStream random = RandomStream.of(seed);
      for (int pair = 0; pair < 8; pair++) {
        double split = deterministic ? 1 : 0.2 + 0.6 * random.nextDouble();
        List<Outcome> law = new ArrayList<>();
        law.add(new Outcome(split, random.nextGaussian(), random.nextInt(4), false));
        if (!deterministic) {
          law.add(new Outcome(1 - split, random.nextGaussian(), random.nextInt(4), pair % 3 == 0));
        }
        laws.add(law);
      }
    }

    @Override
    public int states() {
      return 4;
    }

    @Override
    public int choices() {
      return 2;
    }

    @Override
    public void outcomes(int state, int action, Outcomes into) {
      for (Outcome outcome : laws.get(2 * state + action)) {
        into.add(outcome.probability(), outcome.reward(), outcome.next(), outcome.terminates());
      }
    }

    /** The value with so many steps to go, by going through the whole tree of what may happen. */
    double enumerated(int state, int left, double discount, double temperature) {
      if (left == 0) {
        return 0;
      }
      double sum = 0;
      for (int action = 0; action < 2; action++) {
        double value = 0;
        for (Outcome o : laws.get(2 * state + action)) {
          double after = o.terminates() ? 0 : enumerated(o.next(), left - 1, discount, temperature);
          value += o.probability() * (o.reward() + discount * after);
        }
        sum += Math.exp(value / temperature);
      }
      return temperature * Math.log(sum);
    }

    /** {@code α log Σ exp(return / α)} over all sequences of actions. */
    double overSequences(int start, int steps, double temperature) {
      double sum = 0;
      for (int sequence = 0; sequence < 1 << steps; sequence++) {
        double total = 0;
        int state = start;
        for (int step = 0; step < steps; step++) {
          Outcome only = laws.get(2 * state + (sequence >> step & 1)).get(0);
          total += only.reward();
          state = only.next();
        }
        sum += Math.exp(total / temperature);
      }
      return temperature * Math.log(sum);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 5})
  void iterationEqualsEnumeration(double temperature) {
    Random problem = new Random(3, false);
    SoftValues values = SoftValues.of(problem, 0.9, temperature);
    for (int pass = 1; pass <= 8; pass++) {
      values.iterate();
      for (int state = 0; state < 4; state++) {
        assertThat(values.value(state))
            .isCloseTo(problem.enumerated(state, pass, 0.9, temperature), within(1e-10));
      }
    }
  }

  @Test
  void withoutDiscountItIsTheLogSumOverSequences() {
    Random problem = new Random(4, true);
    SoftValues values = SoftValues.of(problem, 1, 0.7);
    for (int pass = 0; pass < 12; pass++) {
      values.iterate();
    }
    for (int state = 0; state < 4; state++) {
      assertThat(values.value(state))
          .isCloseTo(problem.overSequences(state, 12, 0.7), within(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 3})
  void bothMapsContractByTheDiscount(double temperature) {
    double discount = 0.83;
    double[] policy = {0.3, 0.7, 1, 0, 0.5, 0.5, 0.9, 0.1};
    RandomStream random = RandomStream.of(9);
    for (int trial = 0; trial < 200; trial++) {
      Random problem = new Random(trial, false);
      SoftValues one = SoftValues.of(problem, discount, temperature);
      SoftValues other = SoftValues.of(problem, discount, temperature);
      double before = 0;
      for (int state = 0; state < 4; state++) {
        one.values()[state] = 10 * random.nextGaussian();
        other.values()[state] = 10 * random.nextGaussian();
        before = Math.max(before, Math.abs(one.value(state) - other.value(state)));
      }
      if (trial % 2 == 0) {
        one.iterate();
        other.iterate();
      } else {
        one.evaluate(policy);
        other.evaluate(policy);
      }
      double after = 0;
      for (int state = 0; state < 4; state++) {
        after = Math.max(after, Math.abs(one.value(state) - other.value(state)));
      }
      assertThat(after).isLessThanOrEqualTo(discount * before + 1e-12);
    }
  }

  @Test
  void withoutTemperatureItIsTheValueOfTheBestAction() {
    Random problem = new Random(5, false);
    double discount = 0.9;
    SoftValues hard = SoftValues.of(problem, discount, 0);
    hard.solve(1e-12, 1000);
    // Q-learning's fixed point, checked by its own equation
    for (int state = 0; state < 4; state++) {
      for (int action = 0; action < 2; action++) {
        double[] sum = new double[1];
        problem.outcomes(
            state,
            action,
            (p, r, next, end) ->
                sum[0] +=
                    p
                        * (r
                            + (end
                                ? 0
                                : discount * Math.max(hard.value(next, 0), hard.value(next, 1)))));
        assertThat(hard.value(state, action)).isCloseTo(sum[0], within(1e-10));
      }
    }
    for (double temperature : new double[] {1e-1, 1e-2, 1e-3, 1e-4}) {
      SoftValues soft = SoftValues.of(problem, discount, temperature);
      soft.solve(1e-12, 1000);
      double bound = temperature * Math.log(2) / (1 - discount) + 1e-9;
      for (int pair = 0; pair < 8; pair++) {
        assertThat(soft.value(pair / 2, pair % 2) - hard.value(pair / 2, pair % 2))
            .isBetween(-1e-9, bound);
      }
    }
  }

  @Test
  void theBestPolicyHasTheBestValues() {
    Random problem = new Random(6, false);
    SoftValues values = SoftValues.of(problem, 0.9, 0.5);
    values.solve(1e-13, 1000);
    SoftValues evaluated = SoftValues.of(problem, 0.9, 0.5);
    double[] policy = values.policy();
    RandomStream random = RandomStream.of(1);
    for (int trial = 0; trial < 50; trial++) {
      for (int pass = 0; pass < 400; pass++) {
        evaluated.evaluate(policy);
      }
      for (int state = 0; state < 4; state++) {
        if (trial == 0) {
          assertThat(evaluated.value(state)).isCloseTo(values.value(state), within(1e-10));
        } else {
          assertThat(evaluated.value(state)).isLessThan(values.value(state));
        }
        double first = random.nextDouble();
        policy[2 * state] = first;
        policy[2 * state + 1] = 1 - first;
      }
    }
  }
}
