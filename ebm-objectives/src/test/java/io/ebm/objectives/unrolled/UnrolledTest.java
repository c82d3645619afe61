package io.ebm.objectives.unrolled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.Trial;
import io.ebm.objectives.unrolled.UnrolledFactory.Losses;
import io.ebm.objectives.unrolled.UnrolledFactory.Start;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestObjectiveContext;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnrolledTest {

  private static final int ROWS = 70;

  @Nested
  class Conformance extends Trial {
    Conformance() {
      super(
          Objectives.component(
              new UnrolledFactory(),
              Map.of("steps", 5, "step", 0.3, "start", Start.ZEROS, "losses", Losses.ALL)),
          TestModels::gaussian,
          Promise.VALUE,
          Promise.DETERMINISTIC);
    }
  }

  private static UnrolledDescent descent(Object... settings) {
    Map<String, Object> given = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put((String) settings[i], settings[i + 1]);
    }
    return new UnrolledDescent(Defaults.create(UnrolledFactory.Config.class, given));
  }

  private static double value(
      UnrolledDescent descent, EnergyFunction energy, Batch data, Gradient into) {
    return descent.evaluate(energy, data, into, TestObjectiveContext.of(3, 0, data.size()));
  }

  /** From zero, descent on {@code ½ (y - μ)ᵀ P (y - μ)} is at {@code μ - (I - αP)^k μ}. */
  @ParameterizedTest
  @EnumSource(Losses.class)
  void theErrorOfAQuadraticIsThatOfTheFormula(Losses losses) {
    GaussianEnergy energy = (GaussianEnergy) TestModels.gaussian();
    Batch data = SmallNetwork.normal(ROWS, 2, 1);
    int steps = 7;
    double alpha = 0.3;
    double[][] p = energy.precision();
    double[] mean = energy.mean();
    double[] away = {-mean[0], -mean[1]};
    double expected = 0;
    for (int k = 1; k <= steps; k++) {
      double a = away[0] - alpha * (p[0][0] * away[0] + p[0][1] * away[1]);
      double b = away[1] - alpha * (p[1][0] * away[0] + p[1][1] * away[1]);
      away = new double[] {a, b};
      for (int i = 0; i < ROWS && (losses == Losses.ALL || k == steps); i++) {
        double x = mean[0] + a - data.get(i, 0);
        double y = mean[1] + b - data.get(i, 1);
        expected += (x * x + y * y) / 2 / (losses == Losses.ALL ? steps : 1);
      }
    }
    UnrolledDescent descent =
        descent("steps", steps, "step", alpha, "start", Start.ZEROS, "losses", losses);
    double value = value(descent, energy, data, energy.parameters().newGradient());
    assertThat(value).isCloseTo(expected, within(1e-5 * expected));
  }

  /** By the parameters and the step size at once, along the gradient and along other directions. */
  @ParameterizedTest
  @EnumSource(Losses.class)
  void theGradientIsTheDerivativeOfTheUnrolledLoss(Losses losses) {
    SmallNetwork model = new SmallNetwork();
    EnergyFunction energy = model.given(SmallNetwork.normal(ROWS, SmallNetwork.CONTEXTS, 2));
    Batch data = SmallNetwork.normal(ROWS, SmallNetwork.TARGETS, 3);
    UnrolledDescent descent =
        descent("steps", 6, "step", 0.1, "losses", losses, "noise", 0.05, "scale", 0.7);
    Parameters own = descent.newParameters();
    Gradient ofOwn = own.newGradient();
    descent.bind(own, ofOwn);
    Gradient gradient = model.parameters().newGradient();
    value(descent, energy, data, gradient);
    float byStep = ofOwn.values()[0];
    assertThat(byStep).isNotZero();
    int size = model.parameters().size();
    double length = Math.abs(byStep);
    for (float slope : gradient.values()) {
      length = Math.hypot(length, slope);
    }
    for (int direction = 0; direction < 4; direction++) {
      float[] along = SmallNetwork.normal(1, size + 1, 10 + direction).array();
      if (direction == 0) {
        System.arraycopy(gradient.values(), 0, along, 0, size);
        along[size] = byStep;
      } else if (direction == 1) {
        along = new float[size + 1];
        along[size] = 1;
      }
      double norm = 0;
      double slope = 0;
      for (int i = 0; i <= size; i++) {
        norm = Math.hypot(norm, along[i]);
        slope += (double) along[i] * (i < size ? gradient.values()[i] : byStep);
      }
      double h = 0.02 / norm;
      double[] at = new double[5];
      float[] theta = model.parameters().values().clone();
      float logStep = own.values()[0];
      for (int j = -2; j <= 2; j++) {
        for (int i = 0; i < size; i++) {
          model.parameters().values()[i] = (float) (theta[i] + j * h * along[i]);
        }
        own.values()[0] = (float) (logStep + j * h * along[size]);
        at[j + 2] = value(descent, energy, data, model.parameters().newGradient());
      }
      System.arraycopy(theta, 0, model.parameters().values(), 0, size);
      own.values()[0] = logStep;
      double difference = (at[0] - 8 * at[1] + 8 * at[3] - at[4]) / (12 * h);
      double scale = direction == 1 ? Math.abs(slope) : norm * length;
      assertThat(difference).as("direction %d", direction).isCloseTo(slope, within(1e-4 * scale));
    }
  }

  @Test
  void refiningTakesTheStepsOfTraining() {
    SmallNetwork model = new SmallNetwork();
    EnergyFunction energy = model.given(SmallNetwork.normal(ROWS, SmallNetwork.CONTEXTS, 2));
    Batch data = SmallNetwork.normal(ROWS, SmallNetwork.TARGETS, 3);
    UnrolledDescent descent = descent("steps", 4, "scale", 0.5);
    double value = value(descent, energy, data, model.parameters().newGradient());
    Batch states = Batch.allocate(ROWS, SmallNetwork.TARGETS);
    RandomStream random = TestObjectiveContext.of(3, 0, ROWS).random();
    descent.begin(states, random.split("start"));
    double[] before = new double[ROWS];
    double[] energies = new double[ROWS];
    for (int k = 0; k < descent.steps(); k++) {
      energy.energies(states, energies);
      descent.refine(energy, states, before);
      assertThat(before).containsExactly(energies);
    }
    double error = 0;
    for (int i = 0; i < data.length(); i++) {
      error += Math.pow(states.array()[i] - data.array()[i], 2) / SmallNetwork.TARGETS;
    }
    assertThat(error).isCloseTo(value, within(1e-6 * value));
  }

  /** Once all is compiled, what an evaluation allocates are its streams, however many its steps. */
  @Test
  void stepsOfDescentAllocateNothing() {
    SmallNetwork model = new SmallNetwork();
    EnergyFunction energy = model.given(SmallNetwork.normal(16, SmallNetwork.CONTEXTS, 2));
    Batch data = SmallNetwork.normal(16, SmallNetwork.TARGETS, 3);
    Gradient gradient = model.parameters().newGradient();
    UnrolledDescent descent = descent("steps", 20, "noise", 0.1);
    TestObjectiveContext context = TestObjectiveContext.of(3, 0, data.size());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20_000 && least > 2048; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      descent.evaluate(energy, data, gradient, context);
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(least).isLessThanOrEqualTo(2048);
  }

  @Test
  void aStepThatLeadsAwayIsTold() {
    EnergyFunction energy = TestModels.gaussian();
    Batch data = SmallNetwork.normal(4, 2, 1);
    Gradient gradient = ((GaussianEnergy) energy).parameters().newGradient();
    assertThatThrownBy(() -> value(descent("steps", 100, "step", 1e3), energy, data, gradient))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("steps of descent")
        .hasMessageEndingWith("steps that lead away from minima want a smaller 'step'");
  }

  @Test
  void statesThatAreNotRealAreRefused() {
    SmallIsing spins = SmallIsing.random(StateSpace.spin(3), 0.5, RandomStream.of(4));
    Batch data = Batch.allocate(4, 3);
    data.fill(1);
    assertThatThrownBy(() -> value(descent(), spins, data, spins.parameters().newGradient()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "objective 'unrolled' is for real states without bounds, not for those of "
                + spins.space());
  }
}
