package io.ebm.models.policy;

import io.ebm.api.Environment;
import io.ebm.api.Sizes;
import io.ebm.api.Tabular;
import java.util.Arrays;

/**
 * Soft values of a problem whose laws are known, exactly: the oracle of whatever learns them.
 *
 * <pre>{@code
 * Q(s, a) = Σ p(s' | s, a) [r + γ V(s')],   V(s) = α log Σ_a exp(Q(s, a) / α)        iteration
 * V(s) = Σ_a π(a | s) [Q(s, a) - α log π(a | s)]                                     evaluation
 * }</pre>
 *
 * (Ziebart 2010, "Modeling purposeful adaptive behavior with the principle of maximum causal
 * entropy"; Haarnoja et al. 2017, equations 3 to 6.) After a terminating outcome V counts as 0.
 * Both maps contract by γ in the greatest difference; a pass costs one visit of every outcome.
 *
 * <p>Not thread-safe: one object holds one problem's working memory.
 */
public final class SoftValues {

  /** One number for every action in every state: that of action k in state s is {@code s·n + k}. */
  private final double[] actionValues;

  private final double[] values;
  private final int states;
  private final int choices;
  private final double discount;
  private final double temperature;

  /** Outcomes of state and action i are those from {@code first[i]} to {@code first[i + 1]}. */
  private final int[] first;

  private final double[] probability;
  private final double[] reward;
  private final int[] next;

  /** γ, or 0 where the outcome terminates. */
  private final double[] factor;

  private SoftValues(
      double discount,
      double temperature,
      int states,
      int choices,
      int[] first,
      double[] probability,
      double[] reward,
      int[] next,
      double[] factor) {
    this.discount = discount;
    this.temperature = temperature;
    this.states = states;
    this.choices = choices;
    this.first = first;
    this.probability = probability;
    this.reward = reward;
    this.next = next;
    this.factor = factor;
    actionValues = new double[Sizes.product("the values of all actions", states, choices)];
    values = new double[states];
  }

  /**
   * The problem of an environment, with all values 0.
   *
   * @param discount γ, from 0 to 1; with 1 there need be no end to iterating
   * @param temperature α, not negative; 0 is the problem without entropy, whose backup is the
   *     greatest value
   * @throws IllegalArgumentException if the laws of the environment are not known, or a number is
   *     out of range
   */
  public static SoftValues of(Environment environment, double discount, double temperature) {
    if (!(environment instanceof Tabular table)) {
      throw new IllegalArgumentException(
          "exact values need an environment that is Tabular, as 'gridworld'");
    }
    return of(table, discount, temperature);
  }

  /** The same, of a table of laws. */
  public static SoftValues of(Tabular table, double discount, double temperature) {
    if (!(discount >= 0 && discount <= 1)) {
      throw new IllegalArgumentException("no discount of " + discount + "; it is from 0 to 1");
    }
    if (!(temperature >= 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("no temperature of " + temperature);
    }
    int pairs = table.states() * table.choices();
    int[] first = new int[pairs + 1];
    int[] count = new int[1];
    double[][] numbers = {new double[16], new double[16], new double[16]};
    int[][] after = {new int[16]};
    for (int pair = 0; pair < pairs; pair++) {
      table.outcomes(
          pair / table.choices(),
          pair % table.choices(),
          (p, r, state, terminates) -> {
            int at = count[0]++;
            if (at == after[0].length) {
              after[0] = Arrays.copyOf(after[0], 2 * at);
              for (int k = 0; k < numbers.length; k++) {
                numbers[k] = Arrays.copyOf(numbers[k], 2 * at);
              }
            }
            if (!Double.isFinite(r)) {
              throw new IllegalArgumentException("a reward of the table is " + r);
            }
            numbers[0][at] = p;
            numbers[1][at] = r;
            numbers[2][at] = terminates ? 0 : discount;
            after[0][at] = state;
          });
      first[pair + 1] = count[0];
    }
    return new SoftValues(
        discount,
        temperature,
        table.states(),
        table.choices(),
        first,
        numbers[0],
        numbers[1],
        after[0],
        numbers[2]);
  }

  /** How many states there are. */
  public int states() {
    return states;
  }

  /** How many actions there are. */
  public int choices() {
    return choices;
  }

  /** The soft value of an action, as it is now. */
  public double value(int state, int action) {
    return actionValues[state * choices + action];
  }

  /** The soft value of a state, as it is now. */
  public double value(int state) {
    return values[state];
  }

  /** The values of all states; live. */
  double[] values() {
    return values;
  }

  /** One pass of soft value iteration; returns by how much the value of a state changed at most. */
  public double iterate() {
    backUp();
    double change = 0;
    for (int state = 0; state < states; state++) {
      double value = best(state);
      change = Math.max(change, Math.abs(value - values[state]));
      values[state] = value;
    }
    return change;
  }

  /**
   * Iterates until values are within a bound of their fixed point.
   *
   * @param error the bound, positive
   * @param most the most passes
   * @return the passes that were made
   * @throws IllegalStateException if they were too few
   */
  public int solve(double error, int most) {
    for (int pass = 1; pass <= most; pass++) {
      // the distance to the fixed point is at most γ / (1 - γ) times the last change
      double change = iterate();
      if (change * discount <= error * (1 - discount)) {
        backUp();
        return pass;
      }
    }
    throw new IllegalStateException(
        "soft values have not come within " + error + " after " + most + " passes");
  }

  /**
   * One pass of the evaluation of a policy; returns by how much a state's value changed at most.
   *
   * @param policy probabilities of actions: that of action k in state s is {@code s·n + k}
   */
  public double evaluate(double[] policy) {
    backUp();
    double change = 0;
    for (int state = 0; state < states; state++) {
      double value = 0;
      for (int k = state * choices; k < (state + 1) * choices; k++) {
        if (policy[k] > 0) {
          value += policy[k] * (actionValues[k] - temperature * Math.log(policy[k]));
        }
      }
      change = Math.max(change, Math.abs(value - values[state]));
      values[state] = value;
    }
    return change;
  }

  /** The policy that is best for the values as they are: {@code exp((Q - V) / α)}. */
  public double[] policy() {
    double[] policy = new double[states * choices];
    for (int state = 0; state < states; state++) {
      double value = best(state);
      int most = 0;
      for (int k = state * choices; k < (state + 1) * choices; k++) {
        policy[k] =
            temperature > 0
                ? Math.exp((actionValues[k] - value) / temperature)
                : actionValues[k] == value ? 1 : 0;
        most += policy[k] > 0 ? 1 : 0;
      }
      for (int k = state * choices; temperature == 0 && k < (state + 1) * choices; k++) {
        policy[k] /= most;
      }
    }
    return policy;
  }

  private void backUp() {
    for (int pair = 0; pair < actionValues.length; pair++) {
      double sum = 0;
      for (int i = first[pair]; i < first[pair + 1]; i++) {
        sum += probability[i] * (reward[i] + factor[i] * values[next[i]]);
      }
      actionValues[pair] = sum;
    }
  }

  private double best(int state) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = state * choices; k < (state + 1) * choices; k++) {
      most = Math.max(most, actionValues[k]);
    }
    if (temperature == 0) {
      return most;
    }
    double sum = 0;
    for (int k = state * choices; k < (state + 1) * choices; k++) {
      sum += Math.exp((actionValues[k] - most) / temperature);
    }
    return most + temperature * Math.log(sum);
  }
}
