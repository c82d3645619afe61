package io.ebm.objectives.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.Objectives;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ObjectiveCase;
import io.ebm.testkit.ObjectiveChecks;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What contrastive objectives converge to, against exact expectations. */
class LikelihoodTest {

  private static final StateSpace SPACE = StateSpace.spin(4);

  /** The moments of data and model agree where the likelihood is greatest. */
  @ParameterizedTest
  @ValueSource(strings = {"cd", "pcd"})
  void learnsTheMaximumLikelihoodModel(String type) {
    int n = 500;
    Batch data = Batch.allocate(n, 4);
    SmallIsing.random(SPACE, 0.5, RandomStream.of(21)).sample(data, RandomStream.of(22));
    SmallIsing model = new SmallIsing(SPACE);
    Component<Objective> component =
        type.equals("cd")
            ? Objectives.cd(Objectives.gibbs(), 12)
            : Objectives.pcd(Objectives.gibbs(), Map.of("steps", 2, "restart", 0.0));
    Objective objective = component.make(TestContext.of(2));
    Gradient gradient = model.parameters().newGradient();
    float[] theta = model.parameters().values();
    double[] averaged = new double[theta.length];
    int steps = 1500;
    for (int step = 0; step < steps; step++) {
      gradient.clear();
      objective.evaluate(model, data, gradient, TestObjectiveContext.of(3, step, n));
      double rate = 0.2 / (1 + step / 100.0);
      for (int i = 0; i < theta.length; i++) {
        theta[i] -= (float) (rate / n * gradient.values()[i]);
        averaged[i] += step >= steps / 2 ? theta[i] / (steps / 2.0) : 0;
      }
    }
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) averaged[i];
    }
    double[] ones = new double[n];
    Arrays.fill(ones, 1.0 / n);
    Gradient ofLikelihood = model.parameters().newGradient();
    model.accumulate(data, ones, ofLikelihood);
    model.accumulateExpectations(new double[] {-1}, ofLikelihood);
    for (float slope : ofLikelihood.values()) {
      assertThat(Math.abs(slope)).as("data moment minus model moment").isLessThan(0.015f);
    }
  }

  /** At fixed parameters the mean gradient of PCD is that of the likelihood. */
  @Test
  void meanGradientOfPcdIsThatOfTheLikelihood() {
    SmallIsing model = SmallIsing.random(SPACE, 0.5, RandomStream.of(31));
    Batch data = Batch.allocate(64, 4);
    SPACE.randomStart(data, RandomStream.of(32));
    Component<Objective> pcd =
        Objectives.pcd(
            Objectives.gibbs(), Map.of("steps", 5, "restart", 0.0, "start", PcdFactory.Start.DATA));
    int steps = 3000;
    double[] mean = ObjectiveChecks.meanGradient(new ObjectiveCase(pcd, model, data, 33), steps);
    double[] ones = new double[64];
    Arrays.fill(ones, 1 / 64.0);
    Gradient exact = model.parameters().newGradient();
    model.accumulate(data, ones, exact);
    model.accumulateExpectations(new double[] {-1}, exact);
    // Each entry is a mean of 192,000 terms of size 1, some correlated: five deviations.
    double allowed = 5 * Math.sqrt(2.0 / (64 * steps));
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo(exact.values()[i], within(allowed));
    }
  }

  /** Chains on real states, with the parameters moved between steps as training moves them. */
  @Test
  void pcdLearnsTheMomentsOfAGaussian() {
    int n = 512;
    double[][] covariance = {{1.5, 0.4}, {0.4, 0.7}};
    Batch data = Batch.allocate(n, 2);
    GaussianEnergy.ofCovariance(new double[] {0.5, -0.5}, covariance)
        .sample(data, RandomStream.of(41));
    GaussianEnergy model = GaussianEnergy.standard(2);
    Objective objective =
        Objectives.pcd(Objectives.mala(0.4), Map.of("steps", 10)).make(TestContext.of(4));
    Gradient gradient = model.parameters().newGradient();
    float[] theta = model.parameters().values();
    double[] averaged = new double[theta.length];
    int steps = 1200;
    for (int step = 0; step < steps; step++) {
      gradient.clear();
      objective.evaluate(model, data, gradient, TestObjectiveContext.of(5, step, n));
      for (int i = 0; i < theta.length; i++) {
        theta[i] -= 0.1f / n * gradient.values()[i];
        averaged[i] += step >= steps / 2 ? theta[i] / (steps / 2.0) : 0;
      }
    }
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) averaged[i];
    }
    double[][] learned = model.covariance();
    for (int i = 0; i < 2; i++) {
      double mean = 0;
      for (int r = 0; r < n; r++) {
        mean += data.get(r, i) / (double) n;
      }
      assertThat(model.mean()[i]).as("mean").isCloseTo(mean, within(0.03));
      double variance = 0;
      for (int r = 0; r < n; r++) {
        variance += (data.get(r, i) - mean) * (data.get(r, i) - mean) / n;
      }
      assertThat(learned[i][i]).as("variance").isCloseTo(variance, within(0.08 * variance));
    }
  }

  @Test
  void metricsAndValueAgree() {
    GaussianEnergy model = GaussianEnergy.standard(2);
    Batch data = Batch.allocate(50, 2);
    data.fill(1);
    Objective objective =
        Objectives.pcd(Objectives.mala(0.4), Map.of("energyRegularization", 0.25))
            .make(TestContext.of(6));
    TestObjectiveContext context = TestObjectiveContext.of(7, 0, 50);
    double value = objective.evaluate(model, data, model.parameters().newGradient(), context);
    double onData = context.metrics().last("energy-data");
    double gap = context.metrics().last("energy-gap");
    assertThat(onData).isCloseTo(1, within(1e-6));
    assertThat(gap).isCloseTo(onData - context.metrics().last("energy-model"), within(1e-9));
    assertThat(value).isGreaterThan(50 * (gap + 0.25 * onData * onData));
    assertThat(context.metrics().last("acceptance")).isBetween(0.5, 1.0);
  }

  /** Noise starts cover the scale asked for. */
  @Test
  void chainsStartAsTold() {
    GaussianEnergy flat = GaussianEnergy.standard(1);
    flat.parameters().values()[1] = 1e-6f;
    Batch data = Batch.allocate(4000, 1);
    data.fill(9);
    for (PcdFactory.Start start : PcdFactory.Start.values()) {
      Objective objective =
          Objectives.pcd(
                  Objectives.mala(1e-4), Map.of("steps", 1, "start", start, "noiseScale", 3.0))
              .make(TestContext.of(8));
      TestObjectiveContext context = TestObjectiveContext.of(9, 0, 4000);
      objective.evaluate(flat, data, flat.parameters().newGradient(), context);
      double meanSquare = context.metrics().last("energy-model") * 2 / 1e-6;
      double expected = start == PcdFactory.Start.DATA ? 81 : 9;
      assertThat(meanSquare).as("%s", start).isCloseTo(expected, within(0.1 * expected));
    }
  }

  @Test
  void anEnergyThatIsNotANumberStopsTheRun() {
    GaussianEnergy model = GaussianEnergy.standard(2);
    Batch data = Batch.allocate(6, 2);
    data.set(3, 1, Float.NaN);
    Objective objective = Objectives.pcd(Objectives.mala(0.4), Map.of()).make(TestContext.of(6));
    Gradient gradient = model.parameters().newGradient();
    assertThatThrownBy(
            () -> objective.evaluate(model, data, gradient, TestObjectiveContext.of(7, 0, 6)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("the energy of data row 3 is NaN");
  }

  /** A new energy object per step, as conditional models give, changes nothing. */
  @Test
  void anEquivalentEnergyIsFollowed() {
    GaussianEnergy model = GaussianEnergy.standard(2);
    Batch data = Batch.allocate(16, 2);
    data.fill(0.5f);
    Objective kept = Objectives.pcd(Objectives.mala(0.4), Map.of()).make(TestContext.of(6));
    Objective moved = Objectives.pcd(Objectives.mala(0.4), Map.of()).make(TestContext.of(6));
    Gradient gradient = model.parameters().newGradient();
    for (int step = 0; step < 4; step++) {
      double value = kept.evaluate(model, data, gradient, TestObjectiveContext.of(7, step, 16));
      EnergyFunction another = GaussianEnergy.standard(2);
      double other = moved.evaluate(another, data, gradient, TestObjectiveContext.of(7, step, 16));
      assertThat(other).as("value at step %d", step).isEqualTo(value);
    }
  }
}
