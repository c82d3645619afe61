package io.ebm.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.PValue;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoiseTest {

  private static final GaussianEnergy GAUSSIAN =
      GaussianEnergy.ofCovariance(
          new double[] {1, -2, 0.5},
          new double[][] {{1.0, 0.5, 0.2}, {0.5, 1.5, -0.3}, {0.2, -0.3, 0.8}});

  private static <C extends Record> Noise noise(
      NoiseFactory<C> factory, TestContext context, Map<String, ?> settings) {
    return factory.create(Defaults.create(factory.configType(), settings), context);
  }

  private static double[] logDensities(Noise.Density density, Batch x) {
    double[] out = new double[x.size()];
    density.logDensities(x, out);
    return out;
  }

  @Test
  void aGaussianThatIsGivenHasThatDensity() {
    Noise.Density density =
        noise(new GaussianNoiseFactory(), TestContext.of(1), Map.of("mean", 1.0, "deviation", 2.0))
            .on(StateSpace.real(2));
    double there = logDensities(density, Batch.of(new float[] {1, 5}, 2))[0];
    assertThat(there).isCloseTo(-Math.log(2 * Math.PI) - 2 * Math.log(2) - 2, within(1e-9));
    GaussianEnergy law =
        GaussianEnergy.ofCovariance(new double[] {1, 1}, new double[][] {{4, 0}, {0, 4}});
    PValue.confirm(
        "draws follow the density",
        1,
        seed -> {
          Batch x = Batch.allocate(4000, 2);
          density.sample(x, RandomStream.of(seed));
          return SamplerTarget.of(law).test(x);
        });
  }

  @Test
  void aFittedGaussianIsThatOfTheData() {
    Batch data = Batch.allocate(50_000, 3);
    GAUSSIAN.sample(data, RandomStream.of(4));
    TestContext context = TestContext.builder().data(Dataset.of(StateSpace.real(3), data)).build();
    for (GaussianNoiseFactory.Fit fit :
        List.of(GaussianNoiseFactory.Fit.DIAGONAL, GaussianNoiseFactory.Fit.FULL)) {
      Noise.Density density =
          noise(new GaussianNoiseFactory(), context, Map.of("fit", fit, "ridge", 1e-6))
              .on(StateSpace.real(3));
      double[][] covariance = GAUSSIAN.covariance();
      if (fit == GaussianNoiseFactory.Fit.DIAGONAL) {
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            covariance[i][j] *= i == j ? 1 : 0;
          }
        }
      }
      GaussianEnergy law = GaussianEnergy.ofCovariance(GAUSSIAN.mean(), covariance);
      Batch x = Batch.allocate(20, 3);
      density.sample(x, RandomStream.of(5));
      double[] energies = new double[20];
      law.energies(x, energies);
      double[] logZ = new double[1];
      law.logPartitions(1, logZ);
      double[] found = logDensities(density, x);
      for (int i = 0; i < 20; i++) {
        assertThat(found[i]).as("%s", fit).isCloseTo(-energies[i] - logZ[0], within(0.1));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                noise(
                    new GaussianNoiseFactory(),
                    TestContext.of(1),
                    Map.of("fit", GaussianNoiseFactory.Fit.FULL)))
        .withMessage(
            "noise 'gaussian' cannot be fitted: the experiment has no data; leave 'fit' out, or give"
                + " data");
  }

  @Test
  void uniformNoiseHasOneDensityInside() {
    Noise uniform =
        noise(new UniformNoiseFactory(), TestContext.of(1), Map.of("low", -2.0, "high", 2.0));
    assertThat(logDensities(uniform.on(StateSpace.real(2)), Batch.of(new float[] {0, 1, 0, 3}, 2)))
        .containsExactly(-2 * Math.log(4), Double.NEGATIVE_INFINITY);
    assertThat(logDensities(uniform.on(StateSpace.spin(3)), Batch.of(new float[] {1, -1, 1}, 3)))
        .containsExactly(-3 * Math.log(2));
    StateSpace levels = new StateSpace.Categorical(2, 5);
    assertThat(logDensities(uniform.on(levels), Batch.of(new float[] {4, 0}, 2)))
        .containsExactly(-2 * Math.log(5));
    StateSpace box = new StateSpace.Box(List.of(2), 0, 3);
    assertThat(logDensities(uniform.on(box), Batch.of(new float[] {1, 2}, 2)))
        .containsExactly(-2 * Math.log(3));
    Batch x = Batch.allocate(1000, 2);
    uniform.on(StateSpace.real(2)).sample(x, RandomStream.of(3));
    for (float value : x.array()) {
      assertThat(value).isBetween(-2f, 2f);
    }
  }

  @Test
  void gaussianNoiseIsForRealSpaces() {
    Noise gaussian = noise(new GaussianNoiseFactory(), TestContext.of(1), Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gaussian.on(StateSpace.spin(2)))
        .withMessageContaining("'uniform' fits there");
  }
}
