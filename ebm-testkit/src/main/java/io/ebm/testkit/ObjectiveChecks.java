package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.FitContext;
import io.ebm.api.ForwardingObjectiveContext;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.StateMemory;
import io.ebm.api.UnsupportedEnergyException;
import java.util.Optional;

/** The contract of an {@link Objective}, check by check; each throws {@link AssertionError}. */
public final class ObjectiveChecks {

  private static final double ROUNDING = 5e-5;

  private ObjectiveChecks() {}

  /** The gradient is added to what is there; data and parameters are only read. */
  public static void addsItsGradient(ObjectiveCase test) {
    Gradient fresh = test.newGradient();
    Batch before = test.data().copy();
    float[] parameters = test.learnable().parameters().values().clone();
    double value = test.evaluate(test.create(), test.data(), fresh, 0);
    assertThat(value).as("%s: value", test).isFinite();
    assertThat(fresh.norm()).as("%s: norm of the gradient", test).isFinite().isPositive();
    assertThat(test.data().copy().array()).as("%s: data", test).isEqualTo(before.array());
    assertThat(test.learnable().parameters().values())
        .as("%s: parameters", test)
        .isEqualTo(parameters);
    Gradient prefilled = test.newGradient();
    for (int i = 0; i < parameters.length; i++) {
      prefilled.values()[i] = (i % 3 - 1) * (float) fresh.norm();
    }
    Gradient expected = test.newGradient();
    expected.add(prefilled);
    expected.add(fresh);
    test.evaluate(test.create(), test.data(), prefilled, 0);
    Closeness.check(
        test + ": added gradient, value", prefilled.values(), expected.values(), ROUNDING);
  }

  /** The same seed and step give the same bits. */
  public static void isDeterministic(ObjectiveCase test) {
    Gradient first = test.newGradient();
    Gradient second = test.newGradient();
    double value = test.evaluate(test.create(), test.data(), first, 3);
    assertThat(test.evaluate(test.create(), test.data(), second, 3))
        .as("%s: value at the second time", test)
        .isEqualTo(value);
    assertThat(second.values()).as("%s: gradient, again", test).isEqualTo(first.values());
  }

  /**
   * The gradient is the derivative of the value, with the random numbers held fixed. Not for
   * objectives whose value is a stand-in.
   */
  public static void gradientIsDerivative(ObjectiveCase test, double tolerance) {
    Gradient gradient = test.newGradient();
    double value = test.evaluate(test.create(), test.data(), gradient, 0);
    EnergyCase entries = new EnergyCase(test.energy(), test.data(), true, tolerance, test.seed());
    Gradient unused = test.newGradient();
    GradientChecks.compareParameters(
        entries,
        "the gradient of " + test.objective().type(),
        gradient,
        (t, out) -> out[0] = test.evaluate(test.create(), test.data(), unused, 0),
        Math.abs(value));
  }

  /**
   * The gradient by an objective's own parameters is the derivative of the value; nothing for an
   * objective that has none.
   */
  public static void ownGradientIsDerivative(ObjectiveCase test, double tolerance) {
    if (!(test.create() instanceof Parametric first)) {
      return;
    }
    Parameters own = first.newParameters();
    Gradient into = own.newGradient();
    Gradient unused = test.newGradient();
    bound(test, own, into, unused);
    float[] found = into.values().clone();
    double step = 1e-2;
    for (int k = 0; k < own.size(); k++) {
      float value = own.values()[k];
      double difference = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        own.values()[k] = (float) (value + sign * step);
        difference += sign * bound(test, own, into, unused) / (2 * step);
      }
      own.values()[k] = value;
      assertThat((double) found[k])
          .as("%s: derivative by own parameter %d", test, k)
          .isCloseTo(difference, within(tolerance * (1 + Math.abs(difference))));
    }
  }

  private static double bound(ObjectiveCase test, Parameters own, Gradient into, Gradient unused) {
    Objective made = test.create();
    ((Parametric) made).bind(own, into);
    return test.evaluate(made, test.data(), unused, 0);
  }

  /** A separable objective without randomness gives the sum of what it gives for the parts. */
  public static void sumsOverShards(ObjectiveCase test) {
    Objective whole = test.create();
    Gradient together = test.newGradient();
    double value = test.evaluate(whole, test.data(), together, 0);
    Gradient parts = test.newGradient();
    int cut = test.data().size() / 3;
    double sum = test.evaluateInTwo(test.create(), test.create(), cut, parts, 0);
    Closeness.check(
        test + ": value over the shards", new double[] {sum}, new double[] {value}, ROUNDING);
    Closeness.check(
        test + ": gradient over the shards", parts.values(), together.values(), ROUNDING);
  }

  /** Each row's loss and gradient count by the row's weight, if the objective says so. */
  public static void weighsItsRows(ObjectiveCase test) {
    if (!test.create().weighs()) {
      return;
    }
    int n = test.data().size();
    double[] weights = new double[n];
    Gradient expected = test.newGradient();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = i % 3 == 1 ? 0 : 0.5 + i % 4;
      Gradient own = test.newGradient();
      sum += weights[i] * test.evaluatePart(test.create(), i, i + 1, own);
      own.scale(weights[i]);
      expected.add(own);
    }
    Gradient found = test.newGradient();
    double value =
        test.create()
            .evaluate(
                test.energy(),
                test.data(),
                found,
                new WeightedRows(test.context(0), Optional.of(weights)));
    Closeness.check(
        test + ": value of weighted rows", new double[] {value}, new double[] {sum}, ROUNDING);
    Closeness.check(
        test + ": gradient of weighted rows", found.values(), expected.values(), ROUNDING);
  }

  private record WeightedRows(ObjectiveContext outer, Optional<double[]> weights)
      implements ForwardingObjectiveContext {}

  /** The weights of the probes sum to zero, as for every estimate of a likelihood's gradient. */
  public static void weightsSumToZero(ObjectiveCase test) {
    RecordingEnergy recording = RecordingEnergy.of(test.energy());
    ObjectiveCase recorded =
        new ObjectiveCase(test.objective(), recording, test.data(), test.seed(), test.parts());
    Gradient gradient = recording.parameters().newGradient();
    recorded.evaluate(recorded.create(), test.data(), gradient, 0);
    assertThat(recording.calls()).as("%s: calls of accumulate", test).isNotEmpty();
    assertThat(Math.abs(recording.totalWeight()))
        .as("%s: size of the sum of the weights", test)
        .isLessThan(1e-9 * test.data().size());
  }

  /** An objective restored from a checkpoint trains on bit for bit. */
  public static void resumes(ObjectiveCase test) {
    Parameters parameters = test.learnable().parameters();
    float[] start = parameters.values().clone();
    try {
      Objective objective = test.create();
      Gradient gradient = test.newGradient();
      for (int step = 0; step < 3; step++) {
        test.train(objective, gradient, step);
      }
      StateMemory saved = objective instanceof Checkpointed ? TestState.of(objective) : null;
      float[] middle = parameters.values().clone();
      double third = test.train(objective, gradient, 3);
      double fourth = test.train(objective, gradient, 4);
      float[] end = parameters.values().clone();

      System.arraycopy(middle, 0, parameters.values(), 0, middle.length);
      Objective resumed = test.create();
      if (saved != null) {
        TestState.restore(resumed, saved);
        assertThat(TestState.of(resumed)).as("%s: state saved again", test).isEqualTo(saved);
      }
      assertThat(test.train(resumed, gradient, 3)).as("%s: resumed value", test).isEqualTo(third);
      assertThat(test.train(resumed, gradient, 4)).as("%s: value after", test).isEqualTo(fourth);
      assertThat(parameters.values()).as("%s: parameters at the end", test).isEqualTo(end);
    } finally {
      System.arraycopy(start, 0, parameters.values(), 0, start.length);
    }
  }

  /** An energy without the capabilities needed is refused by name. */
  public static void refusesWhatItCannotUse(ObjectiveCase test) {
    BareEnergy bare = new BareEnergy(test.energy().space());
    Objective objective = test.create();
    Gradient gradient = test.newGradient();
    try {
      objective.evaluate(bare, test.data(), gradient, test.context(0));
    } catch (IllegalArgumentException expected) {
      String misfit = test.objective().misfit(FitContext.of(bare)).orElse("");
      String missing =
          expected instanceof UnsupportedEnergyException lacking
              ? lacking.missing().getSimpleName()
              : misfit;
      assertThat(misfit).as("what %s says does not fit", test).isNotEmpty().contains(missing);
      assertThat(expected).as("the refusal of %s", test).hasMessageContaining(missing);
      return;
    }
    throw new AssertionError(test + ": took an energy without capabilities");
  }

  /** The mean gradient over many steps at fixed parameters, for tests of what it converges to. */
  public static double[] meanGradient(ObjectiveCase test, int steps) {
    Objective objective = test.create();
    return GradientMeans.of(test, steps, (gradient, step) -> whole(test, objective, gradient, step))
        .means();
  }

  private static void whole(ObjectiveCase test, Objective objective, Gradient gradient, long step) {
    test.evaluate(objective, test.data(), gradient, step);
  }

  /**
   * The mean gradient per row, over many steps at fixed parameters, is what it should be: within
   * five standard errors, found from the means of {@value GradientMeans#PARTS} parts of the steps.
   *
   * @param expected the gradient per row
   * @param bias by how much each value may differ besides
   */
  public static void meanGradientIs(ObjectiveCase test, double[] expected, int steps, double bias) {
    Objective objective = test.create();
    GradientMeans found =
        GradientMeans.of(test, steps, (gradient, step) -> whole(test, objective, gradient, step));
    for (int k = 0; k < expected.length; k++) {
      assertThat(found.means()[k])
          .as("%s: mean gradient by parameter %d", test, k)
          .isCloseTo(expected[k], within(5 * found.errors()[k] + bias));
    }
  }

  /**
   * The mean gradient of a separable objective that draws is the sum of those of the parts, within
   * five standard errors of their difference.
   */
  public static void sumsOverShardsOnAverage(ObjectiveCase test, int steps) {
    Objective objective = test.create();
    Objective first = test.create();
    Objective second = test.create();

    int cut = test.data().size() / 3;
    Gradient parts = test.newGradient();
    GradientMeans found =
        GradientMeans.of(
            test,
            steps,
            (gradient, step) -> {
              parts.clear();
              test.evaluateInTwo(first, second, cut, parts, step);
              parts.scale(-1);
              whole(test, objective, gradient, step);
              gradient.add(parts);
            });
    for (int k = 0; k < found.means().length; k++) {
      assertThat(found.means()[k])
          .as("%s: mean gradient of the whole less that of its parts, by parameter %d", test, k)
          .isCloseTo(0, within(5 * found.errors()[k] + ROUNDING));
    }
  }
}
