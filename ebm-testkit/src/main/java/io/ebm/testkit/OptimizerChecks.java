package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Checkpointed;
import io.ebm.api.Component;
import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameters;
import io.ebm.api.Progress;
import io.ebm.api.StateMemory;

/**
 * The contract of an {@link Optimizer}, on the quadratic {@code Σ_i c_i (θ_i - t_i)² / 2} with
 * curvatures from ¼ to 1. Each check throws {@link AssertionError}.
 */
public final class OptimizerChecks {

  private static final int SIZE = 37;

  private OptimizerChecks() {}

  private static Parameters newParameters() {
    return Parameters.builder().add("a", 6, 6).add("b").build();
  }

  private static double target(int i) {
    return Math.sin(i + 1.0);
  }

  private static double curvature(int i) {
    return 0.25 + 0.75 * i / (SIZE - 1);
  }

  private static double value(Parameters parameters) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      double miss = parameters.values()[i] - target(i);
      sum += curvature(i) * miss * miss / 2;
    }
    return sum;
  }

  private static void step(Optimizer optimizer, Parameters parameters, Gradient gradient) {
    slopes(parameters, gradient);
    optimizer.step(parameters, gradient);
  }

  private static void slopes(Parameters parameters, Gradient gradient) {
    for (int i = 0; i < SIZE; i++) {
      double slope = curvature(i) * (parameters.values()[i] - target(i));
      gradient.values()[i] = (float) slope;
    }
  }

  private static Optimizer create(Component<Optimizer> optimizer, Progress progress) {
    return optimizer.make(TestContext.builder().path("optimizer").progress(progress).build());
  }

  /**
   * The minimum of a convex quadratic is reached.
   *
   * @param steps enough for the rate; progress goes from 0 to 1 over them
   * @param distance allowed between any parameter and its optimum
   */
  public static void minimises(Component<Optimizer> optimizer, int steps, double distance) {
    Parameters parameters = newParameters();
    Gradient gradient = parameters.newGradient();
    int[] done = new int[1];
    Optimizer made = create(optimizer, () -> (double) done[0] / steps);
    double start = value(parameters);
    for (done[0] = 0; done[0] < steps; done[0]++) {
      step(made, parameters, gradient);
      if (done[0] == 0) {
        assertThat(value(parameters)).as("value after one step").isLessThan(start);
      }
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat(Math.abs(parameters.values()[i] - target(i)))
          .as("distance of parameter %d from its optimum", i)
          .isLessThanOrEqualTo(distance);
    }
  }

  /** An optimizer restored from a checkpoint goes on bit for bit. */
  public static void resumes(Component<Optimizer> optimizer) {
    Parameters parameters = newParameters();
    Gradient gradient = parameters.newGradient();
    Optimizer first = create(optimizer, () -> 0.5);
    for (int k = 0; k < 5; k++) {
      step(first, parameters, gradient);
    }
    StateMemory saved = first instanceof Checkpointed ? TestState.of(first) : null;
    Parameters copy = newParameters();
    System.arraycopy(parameters.values(), 0, copy.values(), 0, SIZE);
    Optimizer second = create(optimizer, () -> 0.5);
    if (saved != null) {
      TestState.restore(second, saved);
      assertThat(TestState.of(second)).as("checkpoint after restoring").isEqualTo(saved);
    }
    for (int k = 0; k < 5; k++) {
      step(first, parameters, gradient);
      step(second, copy, gradient);
    }
    assertThat(copy.values()).as("parameters of the resumed run").isEqualTo(parameters.values());
  }

  /**
   * An {@link ElementwiseOptimizer} moves the parameters to the same bits in whatever ranges and
   * order; nothing is asked of others.
   */
  public static void movesInRanges(Component<Optimizer> optimizer) {
    Optimizer whole = create(optimizer, () -> 0.5);
    if (whole instanceof ElementwiseOptimizer
        && create(optimizer, () -> 0.5) instanceof ElementwiseOptimizer cut) {
      movesInRanges(whole, cut);
    }
  }

  private static void movesInRanges(Optimizer whole, ElementwiseOptimizer cut) {
    Parameters expected = newParameters();
    Parameters parameters = newParameters();
    Gradient gradient = parameters.newGradient();
    for (int k = 0; k < 3; k++) {
      step(whole, expected, gradient);
      slopes(parameters, gradient);
      ElementwiseOptimizer.Move move = cut.begin(parameters, gradient);
      move.range(20, SIZE);
      move.range(11, 20);
      move.range(0, 11);
      assertThat(parameters.values())
          .as("parameters after step %d in three ranges", k + 1)
          .isEqualTo(expected.values());
    }
  }
}
