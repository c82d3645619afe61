package io.ebm.objectives.denoising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.api.noise.LinearPath;
import io.ebm.api.noise.VarianceExploding;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.Trial;
import io.ebm.testkit.NoisyGaussian;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DenoisingConformanceTest {

  private static EnergyFunction noisy() {
    return new NoisyGaussian(new double[] {0.5, -0.5}, new double[] {1.5, 0.7});
  }

  private static Component<Objective> denoising(LevelWeight weight) {
    return Component.of(
        new DenoisingFactory(),
        new DenoisingFactory.Config(new VarianceExploding(0.2, 2), weight, 0));
  }

  @Nested
  class Denoise extends Trial {
    Denoise() {
      super(denoising(LevelWeight.EPSILON), DenoisingConformanceTest::noisy, Promise.VALUE);
    }
  }

  @Nested
  class Flow extends Trial {
    Flow() {
      super(
          Objectives.component(new FlowMatchingFactory(), Map.of("mean", 0.5)),
          DenoisingConformanceTest::noisy,
          Promise.VALUE);
    }
  }

  @Nested
  class Equilibrium extends Trial {
    Equilibrium() {
      super(
          Objectives.component(new EquilibriumMatchingFactory(), Map.of()),
          TestModels::gaussian,
          Promise.VALUE);
    }
  }

  @Nested
  class Energy extends Trial {
    Energy() {
      super(
          Objectives.component(new EnergyMatchingFactory(), Map.of()),
          TestModels::gaussian,
          Promise.VALUE);
    }
  }

  /** At the truth the mean gradient is nothing, for every weight; away from it, it is not. */
  @Test
  void truthIsStationary() {
    int n = 20_000;
    Batch data = Batch.allocate(n, 2);
    RandomStream random = RandomStream.of(5);
    for (int i = 0; i < n; i++) {
      data.set(i, 0, (float) (0.5 + Math.sqrt(1.5) * random.nextGaussian()));
      data.set(i, 1, (float) (-0.5 + Math.sqrt(0.7) * random.nextGaussian()));
    }
    for (LevelWeight weight : LevelWeight.values()) {
      for (double off : new double[] {0, 0.5}) {
        NoisyGaussian energy =
            new NoisyGaussian(new double[] {0.5 + off, -0.5}, new double[] {1.5, 0.7 + off});
        Gradient gradient = energy.parameters().newGradient();
        Objective objective = TestContext.of(1).create("objective", denoising(weight));
        objective.evaluate(energy, data, gradient, TestObjectiveContext.of(1, 0, n));
        double most = 0;
        for (float value : gradient.values()) {
          most = Math.max(most, Math.abs(value) / n);
        }
        assertThat(most > 0.03).as("%s, off by %s: %s", weight, off, most).isEqualTo(off > 0);
      }
    }
  }

  /** An error of the velocity is (1 + σ)/σ times that of what is denoised. */
  @Test
  void velocityWeighsAsItsError() {
    LinearPath path = new LinearPath(0.002, 0, 1);
    for (double t : new double[] {0.1, 0.5, 0.9}) {
      double sigma = path.sigma(t);
      double clean = 0.3;
      double noise = -0.7;
      double denoised = 0.45; // a wrong guess
      double guess = (clean + sigma * noise - denoised) / sigma - denoised; // ε̂ - x̂
      double miss = guess - (noise - clean);
      double weight = (1 + 1 / sigma) * (1 + 1 / sigma);
      assertThat(miss * miss).isCloseTo(weight * 0.15 * 0.15, within(1e-9));
    }
  }
}
