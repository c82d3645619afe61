package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Environment;
import io.ebm.api.Experience;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Interactive;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.models.policy.environments.GridworldFactory;
import io.ebm.objectives.optim.SgdFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftQLearningTest {

  private static final List<String> MAP = List.of("....", ".#.X", "...G");

  private static Dataset replay(double slip, int capacity) {
    return Training.data(
        new ReplayFactory(),
        Map.of(
            "environment",
            Training.world(
                new GridworldFactory(),
                Map.of("map", MAP, "slip", slip, "goal", 0.5, "trap", -0.5)),
            "rows",
            8,
            "start",
            slip > 0 ? 2_000_000 : 500,
            "capacity",
            capacity,
            "discount",
            0.9),
        1);
  }

  /** Against the exact soft values, in all states from which an episode goes on. */
  private static double worstError(Dataset data, Model model, double temperature) {
    Environment world = ((Interactive) data).environment();
    SoftValues exact = SoftValues.of(world, 0.9, temperature);
    exact.solve(1e-9, 10_000);
    double[] scores = new double[exact.states() * exact.choices()];
    Batch all = Batch.allocate(exact.states(), 1);
    for (int state = 0; state < exact.states(); state++) {
      all.set(state, 0, state);
    }
    ((DiscretePolicy) model).scores(all, exact.states(), scores);
    double worst = 0;
    for (int state = 0; state < exact.states(); state++) {
      boolean end = exact.value(state, 0) == 0 && exact.value(state, 1) == 0;
      for (int action = 0; !end && action < exact.choices(); action++) {
        worst =
            Math.max(
                worst,
                Math.abs(
                    temperature * scores[state * exact.choices() + action]
                        - exact.value(state, action)));
      }
    }
    return worst;
  }

  /** From 20 down, so that what is drawn at random averages out. */
  private static Schedule falling(double last) {
    return new Schedule() {
      @Override
      public double at(double progress) {
        return 20 * Math.pow(last / 20, progress);
      }

      @Override
      public double lowest() {
        return last;
      }

      @Override
      public double highest() {
        return 20;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"0, 0.2, false", "0, 0.2, true", "0.05, 0.2, false"})
  void tabularLearningFindsTheExactValues(double slip, double temperature, boolean twice) {
    Dataset data = replay(slip, slip > 0 ? 2_100_000 : 100_000);
    Model model = Training.model(new TablePolicyFactory(), Map.of(), data, 1);
    double[] progress = new double[1];
    SgdFactory sgd = new SgdFactory();
    int steps = slip > 0 ? 10_000 : 2500;
    Training training =
        new Training(
            data,
            model,
            Training.objective(
                new SoftQLearningFactory(),
                Map.of("temperature", temperature, "targetRate", 0.05, "doubleEstimate", twice),
                data),
            sgd.create(
                Defaults.create(sgd.configType(), Map.of("rate", falling(slip > 0 ? 0.02 : 0.2))),
                TestContext.builder().progress(() -> progress[0]).build()),
            512,
            7);
    assertThat(worstError(data, model, temperature)).isGreaterThan(0.3);
    for (int step = 0; step < steps; step++) {
      progress[0] = (double) step / steps;
      training.run(1);
    }
    assertThat(worstError(data, model, temperature)).isLessThan(1e-2);
  }

  /** The gradient is that of the loss with the right side held. */
  @Test
  void gradientIsThatOfTheSquareWithTheTargetHeld() {
    for (Dataset data : List.of(PolicyConformanceTest.CART, PolicyConformanceTest.GOALS)) {
      Model model = Training.model(new PolicyFactory(), Map.of("hidden", List.of(7)), data, 2);
      Objective objective =
          Training.objective(
              new SoftQLearningFactory(),
              Map.of("targetRate", 1e-9, "doubleEstimate", false, "temperature", 2.0),
              data);
      int rows = 20;
      float[] theta = model.as(Parameterised.class).orElseThrow().parameters().values();
      Gradient gradient = model.as(Parameterised.class).orElseThrow().parameters().newGradient();
      evaluate(data, model, objective, gradient, rows);
      for (int k = 0; k < theta.length; k += 5) {
        Gradient ignored = model.as(Parameterised.class).orElseThrow().parameters().newGradient();
        float kept = theta[k];
        theta[k] = kept + 0x1p-7f;
        double above = evaluate(data, model, objective, ignored, rows);
        theta[k] = kept - 0x1p-7f;
        double below = evaluate(data, model, objective, ignored, rows);
        theta[k] = kept;
        double slope = (above - below) / 0x1p-6;
        assertThat((double) gradient.values()[k])
            .isCloseTo(slope, within(2e-3 * Math.max(1, gradient.norm())));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static double evaluate(
      Dataset data, Model model, Objective objective, Gradient into, int rows) {
    Experience examples = (Experience) data.train();
    int[] indices = new int[rows];
    for (int i = 0; i < rows; i++) {
      indices[i] = 7 * i;
    }
    Batch actions = Batch.allocate(rows, data.space().dim());
    examples.read(indices, 0, actions);
    return objective.evaluate(
        ((Conditional<Batch>) model).given(examples.contexts(indices, 0, rows)),
        actions,
        into,
        Training.Step.of(
            0,
            rows,
            model,
            Optional.of(examples.transitions(indices, 0, rows)),
            RandomStream.of(3)));
  }

  @Test
  void theTemperatureFollowsTheEntropy() {
    Dataset data = PolicyConformanceTest.CART;
    Model model = Training.model(new PolicyFactory(), Map.of(), data, 2);
    for (double target : new double[] {0.1, 0.69}) {
      SoftQLearning objective =
          (SoftQLearning)
              Training.objective(new SoftQLearningFactory(), Map.of("entropyTarget", target), data);
      Parameters own = objective.newParameters();
      Gradient gradient = own.newGradient();
      objective.bind(own, gradient);
      evaluate(
          data,
          model,
          objective,
          model.as(Parameterised.class).orElseThrow().parameters().newGradient(),
          20);
      // a positive derivative makes the temperature fall
      assertThat(Math.signum(gradient.values()[0])).isEqualTo(target < 0.5 ? 1 : -1);
    }
  }

  @Test
  void refusesWhatIsNoPolicyAndDataOfNobody() {
    Dataset data = PolicyConformanceTest.CART;
    Model model = Training.model(new PolicyFactory(), Map.of(), data, 2);
    @SuppressWarnings("unchecked") // a policy's contexts are rows of numbers
    Conditional<Batch> policy = model.as(Conditional.class).orElseThrow();
    EnergyFunction actions = policy.given(Batch.allocate(1, 4));
    FitContext fit = new FitContext(actions, model, true, 4, Optional.of(data), Optional.empty());
    assertThat(new SoftQLearningFactory().misfit(null, fit)).isEmpty();
    GaussianEnergy gaussian = new GaussianEnergy(new double[] {0}, new double[][] {{1}});
    assertThat(new SoftQLearningFactory().misfit(null, FitContext.of(gaussian)))
        .contains("needs a policy and an actor's data: energy 'policy', data 'replay'");
  }
}
