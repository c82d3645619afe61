package io.ebm.objectives.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ObjectiveCase;
import io.ebm.testkit.ObjectiveChecks;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreMatchingTest {

  /** Mean and inverse covariance of the data, to single precision. */
  @Test
  void ofGaussianGivesTheInverseCovarianceOfTheSample() {
    int n = 64;
    Batch data = Batch.allocate(n, 2);
    ((GaussianEnergy) TestModels.gaussian()).sample(data, RandomStream.of(5));
    GaussianEnergy model = GaussianEnergy.standard(2);
    Objective objective =
        Objectives.component(new ScoreMatchingFactory(), Map.of("spacing", 1.0))
            .make(TestContext.of(1));
    Gradient gradient = model.parameters().newGradient();
    float[] theta = model.parameters().values();
    double[] exact = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      exact[i] = theta[i]; // steps shorter than the spacing of floats add up
    }
    for (int step = 0; step < 3000; step++) {
      gradient.clear();
      objective.evaluate(model, data, gradient, TestObjectiveContext.of(9, step, n));
      for (int i = 0; i < theta.length; i++) {
        exact[i] -= 0.3 / n * gradient.values()[i];
        theta[i] = (float) exact[i];
      }
    }
    double[] mean = new double[2];
    double[][] covariance = new double[2][2];
    moments(data, mean, covariance);
    double determinant = covariance[0][0] * covariance[1][1] - covariance[0][1] * covariance[0][1];
    double[] expected = {
      mean[0],
      mean[1],
      covariance[1][1] / determinant,
      -covariance[0][1] / determinant,
      -covariance[0][1] / determinant,
      covariance[0][0] / determinant
    };
    for (int i = 0; i < expected.length; i++) {
      double scale = i < 2 ? 1 : expected[2];
      assertThat(exact[i]).as("parameter %d", i).isCloseTo(expected[i], within(1e-6 * scale));
    }
  }

  private static void moments(Batch data, double[] mean, double[][] covariance) {
    int n = data.size();
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < 2; i++) {
        mean[i] += data.get(r, i) / (double) n;
      }
    }
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          covariance[i][j] += (data.get(r, i) - mean[i]) * (data.get(r, j) - mean[j]) / n;
        }
      }
    }
  }

  /** Slices and differences have the gradient of exact score matching in the mean. */
  @Test
  void slicesAndDifferencesEstimateTheExactGradient() {
    Batch data = Batch.allocate(32, 2);
    GaussianEnergy.standard(2).sample(data, RandomStream.of(5));
    double[] exact =
        mean(Objectives.component(new ScoreMatchingFactory(), Map.of("spacing", 1.0)), data, 1);
    double scale = 0;
    for (double derivative : exact) {
      scale = Math.max(scale, Math.abs(derivative));
    }
    for (Component<Objective> objective :
        List.of(
            Objectives.component(new SlicedScoreMatchingFactory(), Map.of("spacing", 1.0)),
            Objectives.component(
                new SlicedScoreMatchingFactory(), Map.of("spacing", 1.0, "varianceReduced", false)),
            Objectives.component(new FiniteDifferenceScoreMatchingFactory(), Map.of()))) {
      double[] found = mean(objective, data, 4000);
      for (int i = 0; i < exact.length; i++) {
        assertThat(found[i])
            .as("%s, derivative %d", objective, i)
            .isCloseTo(exact[i], within(0.03 * scale));
      }
    }
  }

  private static double[] mean(Component<Objective> objective, Batch data, int steps) {
    return ObjectiveChecks.meanGradient(
        new ObjectiveCase(objective, TestModels.gaussian(), data, 7), steps);
  }

  @Test
  void spacesThatDoNotFitAreRefusedWithWhatDoes() {
    Component<Objective> component =
        Objectives.component(new FiniteDifferenceScoreMatchingFactory(), Map.of());
    Objective objective = component.make(TestContext.of(1));
    assertThat(component.misfit(FitContext.of(TestModels.spins())))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("for real states without bounds")
                    .contains("ratio-matching, pseudo-likelihood and minimum-probability-flow"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                objective.evaluate(
                    TestModels.spins(),
                    Batch.allocate(4, 5),
                    TestModels.spins()
                        .as(Parameterised.class)
                        .orElseThrow()
                        .parameters()
                        .newGradient(),
                    TestObjectiveContext.of(1, 0, 4)))
        .withMessageContaining("for real states without bounds");
  }
}
