package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Exchange;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import org.jspecify.annotations.Nullable;

/**
 * An objective with an energy and data to test it on.
 *
 * @param objective the objective
 * @param energy learnable, with what the objective needs
 * @param data at least four rows of its space
 * @param seed of everything random, told in failures
 * @param parts of a conditional model, the energies of some of the rows given their contexts; null
 *     where rows have no contexts
 */
public record ObjectiveCase(
    Component<Objective> objective,
    EnergyFunction energy,
    Batch data,
    long seed,
    @Nullable Parts parts) {

  /** The energies of rows that have contexts. */
  @FunctionalInterface
  public interface Parts {
    /** The energy of the rows {@code from} (inclusive) to {@code to} (exclusive). */
    EnergyFunction given(int from, int to);
  }

  /** A case without contexts. */
  public ObjectiveCase(
      Component<Objective> objective, EnergyFunction energy, Batch data, long seed) {
    this(objective, energy, data, seed, null);
  }

  /** Refuses what cannot be used. */
  public ObjectiveCase {
    if (energy.as(Learnable.class).isEmpty()) {
      throw new IllegalArgumentException("needs a learnable energy");
    }
    if (data.size() < 4) {
      throw new IllegalArgumentException("needs at least four rows");
    }
  }

  Learnable learnable() {
    return energy.as(Learnable.class).orElseThrow();
  }

  Gradient newGradient() {
    return learnable().parameters().newGradient();
  }

  Objective create() {
    return objective.make(
        TestContext.builder().seed(seed).path("objective").dataSpace(energy.space()).build());
  }

  /** Evaluates with the context of a step. */
  double evaluate(Objective made, Batch rows, Gradient gradient, long step) {
    return context(step).evaluate(made, energy, rows, gradient);
  }

  /** Evaluates some rows, given their own contexts if they have any. */
  double evaluatePart(Objective made, int from, int to, Gradient gradient) {
    return context(0).evaluate(made, part(from, to), data.slice(from, to), gradient);
  }

  private EnergyFunction part(int from, int to) {
    return parts == null ? energy : parts.given(from, to);
  }

  /**
   * Evaluates all rows in two shards, given their own contexts if they have any, each with random
   * numbers of its own.
   *
   * @param cut where the second shard begins
   */
  double evaluateInTwo(Objective first, Objective second, int cut, Gradient gradient, long step) {
    Exchange exchange = new Exchange(2);
    TestObjectiveContext whole = context(step);
    TestObjectiveContext here = whole.ofShard(exchange, 0, whole.random().split("first"));
    TestObjectiveContext there = whole.ofShard(exchange, 1, whole.random().split("second"));
    int n = data.size();
    double value = 0;
    do {
      value += first.evaluate(part(0, cut), data.slice(0, cut), gradient, here.again());
      value += second.evaluate(part(cut, n), data.slice(cut, n), gradient, there.again());
    } while (exchange.advance());
    return value;
  }

  TestObjectiveContext context(long step) {
    TestObjectiveContext context = TestObjectiveContext.of(seed, step, data.size());
    return parts == null ? context : context.withContexts();
  }

  /** Evaluates and moves the parameters a little, as training does. */
  double train(Objective made, Gradient gradient, long step) {
    gradient.clear();
    double value = evaluate(made, data, gradient, step);
    float[] values = learnable().parameters().values();
    for (int i = 0; i < values.length; i++) {
      values[i] -= 0.01f / data.size() * gradient.values()[i];
    }
    return value;
  }

  @Override
  public String toString() {
    return objective.type() + " on " + energy.getClass().getSimpleName() + " (seed " + seed + ")";
  }
}
