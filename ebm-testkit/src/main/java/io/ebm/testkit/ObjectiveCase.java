package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
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
    return made.evaluate(energy, rows, gradient, context(step));
  }

  /** Evaluates some rows, given their own contexts if they have any. */
  double evaluatePart(Objective made, int from, int to, Gradient gradient) {
    EnergyFunction part = parts == null ? energy : parts.given(from, to);
    return made.evaluate(part, data.slice(from, to), gradient, context(0));
  }

  /** The same at any step, with random numbers of that part's own. */
  double evaluatePart(
      Objective made, int from, int to, Gradient gradient, long step, String purpose) {
    EnergyFunction part = parts == null ? energy : parts.given(from, to);
    TestObjectiveContext whole = context(step);
    TestObjectiveContext own =
        new TestObjectiveContext(
            step, data.size(), whole.conditional(), whole.random().split(purpose), whole.metrics());
    return made.evaluate(part, data.slice(from, to), gradient, own);
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
