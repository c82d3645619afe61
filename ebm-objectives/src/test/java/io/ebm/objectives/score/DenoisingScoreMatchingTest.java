package io.ebm.objectives.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.Objectives;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ObjectiveConformance;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DenoisingScoreMatchingTest {

  private static final double[][] COVARIANCE = {{1.5, 0.4}, {0.4, 0.7}};
  private static final double[] MEAN = {0.5, -0.5};

  private abstract static class Denoising extends ObjectiveConformance {
    @Override
    protected EnergyFunction energy() {
      return GaussianEnergy.ofCovariance(MEAN, COVARIANCE);
    }

    @Override
    protected boolean valueHasGradient() {
      return true;
    }

    @Override
    protected boolean weightsSumToZero() {
      return false;
    }

    @Override
    protected boolean deterministic() {
      return false;
    }
  }

  @Nested
  class OfOneLevel extends Denoising {
    @Override
    protected Component<Objective> objective() {
      return Objectives.denoising(Map.of("sigma", 0.3));
    }
  }

  @Nested
  class OfSeveralLevels extends Denoising {
    @Override
    protected Component<Objective> objective() {
      return Objectives.denoising(Map.of("levels", List.of(0.1, 0.5, 1.0)));
    }
  }

  /** By central differences, for an energy that is not ScoreLearnable. */
  @Nested
  class OfAnEnergyWithoutScoreGradients extends Denoising {
    @Override
    protected EnergyFunction energy() {
      return new WithoutScoreGradients(GaussianEnergy.ofCovariance(MEAN, COVARIANCE));
    }

    @Override
    protected Component<Objective> objective() {
      return Objectives.denoising(Map.of("sigma", 0.3));
    }
  }

  private record WithoutScoreGradients(GaussianEnergy all)
      implements EnergyFunction, Differentiable, Learnable {
    @Override
    public StateSpace space() {
      return all.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      all.energies(x, out);
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      all.gradients(x, energies, out);
    }

    @Override
    public Parameters parameters() {
      return all.parameters();
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      all.accumulate(x, weights, into);
    }
  }

  /**
   * Learns a Gaussian from its samples: the precision becomes that of the samples smoothed by the
   * noise, {@code (S + σ² I)⁻¹}, and the mean theirs.
   */
  @Test
  void learnsTheSmoothedGaussian() {
    double sigma = 0.6;
    int n = 4000;
    Batch data = Batch.allocate(n, 2);
    GaussianEnergy.ofCovariance(MEAN, COVARIANCE).sample(data, RandomStream.of(5));
    GaussianEnergy model = GaussianEnergy.standard(2);
    Objective objective = Objectives.denoising(Map.of("sigma", sigma)).make(TestContext.of(1));
    Gradient gradient = model.parameters().newGradient();
    float[] theta = model.parameters().values();
    double[] averaged = new double[theta.length];
    int steps = 900;
    int burnIn = 300;
    for (int step = 0; step < steps; step++) {
      gradient.clear();
      objective.evaluate(model, data, gradient, TestObjectiveContext.of(9, step, n));
      for (int i = 0; i < theta.length; i++) {
        theta[i] -= 0.5f / n * gradient.values()[i];
        averaged[i] += step >= burnIn ? theta[i] / (double) (steps - burnIn) : 0;
      }
    }
    double[] mean = new double[2];
    double[][] smoothed = new double[2][2];
    moments(data, mean, smoothed);
    smoothed[0][0] += sigma * sigma;
    smoothed[1][1] += sigma * sigma;
    double determinant = smoothed[0][0] * smoothed[1][1] - smoothed[0][1] * smoothed[1][0];
    // The mean of 600 averaged steps of 4000 rows each is off by about 1e-3.
    assertThat(averaged[0]).isCloseTo(mean[0], within(5e-3));
    assertThat(averaged[1]).isCloseTo(mean[1], within(5e-3));
    assertThat(averaged[2]).isCloseTo(smoothed[1][1] / determinant, within(5e-3));
    assertThat(averaged[3]).isCloseTo(-smoothed[0][1] / determinant, within(5e-3));
    assertThat(averaged[5]).isCloseTo(smoothed[0][0] / determinant, within(5e-3));
  }

  private static void moments(Batch data, double[] mean, double[][] covariance) {
    int n = data.size();
    for (int i = 0; i < 2; i++) {
      for (int r = 0; r < n; r++) {
        mean[i] += data.get(r, i) / (double) n;
      }
    }
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        for (int r = 0; r < n; r++) {
          covariance[i][j] += (data.get(r, i) - mean[i]) * (data.get(r, j) - mean[j]) / n;
        }
      }
    }
  }

  @Test
  void eitherOneLevelOrSeveral() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Objectives.denoising(Map.of()))
        .withMessage("must be given, or else levels; not both");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Objectives.denoising(Map.of("sigma", 0.1, "levels", List.of(0.2))))
        .withMessage("must be given, or else levels; not both");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Objectives.denoising(Map.of("levels", List.of())))
        .withMessage("must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Objectives.denoising(Map.of("levels", List.of(0.2, -0.1))))
        .withMessage("must be positive, but is -0.1");
  }

  @Test
  void refusesDiscreteStates() {
    SmallIsing spins = new SmallIsing(StateSpace.spin(3));
    record OnSpins(SmallIsing all) implements EnergyFunction, Differentiable, Learnable {
      @Override
      public StateSpace space() {
        return all.space();
      }

      @Override
      public void energies(Batch x, double[] out) {
        all.energies(x, out);
      }

      @Override
      public void gradients(Batch x, double[] energies, Batch out) {
        throw new AssertionError("not to be called");
      }

      @Override
      public Parameters parameters() {
        return all.parameters();
      }

      @Override
      public void accumulate(Batch x, double[] weights, Gradient into) {
        throw new AssertionError("not to be called");
      }
    }

    Objective objective = Objectives.denoising(Map.of("sigma", 0.1)).make(TestContext.of(1));
    Gradient gradient = spins.parameters().newGradient();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                objective.evaluate(
                    new OnSpins(spins),
                    Batch.allocate(4, 3),
                    gradient,
                    TestObjectiveContext.of(1, 0, 4)))
        .withMessageContaining("real states");
  }
}
