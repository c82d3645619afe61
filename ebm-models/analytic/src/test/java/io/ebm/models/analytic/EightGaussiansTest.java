package io.ebm.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.noise.EdmNoise;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.ProbabilityFlow;
import io.ebm.api.noise.VarianceExploding;
import io.ebm.samplers.MalaFactory;
import io.ebm.samplers.reverse.DdimFactory;
import io.ebm.samplers.reverse.HeunFactory;
import io.ebm.samplers.reverse.RecoveryFactory;
import io.ebm.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Solvers with the exact score of eight Gaussians on a circle of radius 4 and noise 0.5, both
 * divided by 1.414. The figures were computed independently, in another language.
 */
class EightGaussiansTest {

  private static final double UNIT = 1.414;
  private static final double ENTROPY = 2.8316;
  private static final Mixture LAW = law();

  private static Mixture law() {
    List<Quadratic> forms = new ArrayList<>();
    double[] weights = new double[8];
    double variance = 0.25 / (UNIT * UNIT);
    for (int k = 0; k < 8; k++) {
      double angle = 2 * Math.PI * k / 8;
      double[] mean = {4 * Math.cos(angle) / UNIT, 4 * Math.sin(angle) / UNIT};
      forms.add(new Quadratic(mean, new double[][] {{variance, 0}, {0, variance}}));
      weights[k] = 1.0 / 8;
    }
    return new Mixture(weights, forms);
  }

  private static double[] levels(int nodes) {
    EdmNoise schedule = EdmNoise.usual();
    return DoubleStream.of(schedule.times(nodes)).map(schedule::sigma).toArray();
  }

  /** By how much the density of the flow errs in the mean, by Euler's and by Heun's steps. */
  @ParameterizedTest
  @CsvSource({
    "1, 10, 4.110",
    "1, 18, 1.926",
    "1, 40, 0.793",
    "1, 80, 0.384",
    "1, 160, 0.189",
    "2, 10, 0.948",
    "2, 18, 0.254",
    "2, 40, 0.0430",
    "2, 80, 0.0098",
    "2, 160, 0.0023"
  })
  void likelihoodErrsAsItsOrderSays(int order, int nodes, double expected) {
    int n = 2000;
    Batch x = Batch.allocate(n, 2);
    LAW.sample(x, RandomStream.of(1));
    double[] energies = new double[n];
    LAW.energies(x, energies);
    double[] found = new double[n];
    new ProbabilityFlow(LAW, order, 0).logDensities(x, levels(nodes), RandomStream.of(2), found);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += found[i] + energies[i];
    }
    assertThat(sum / n).isCloseTo(expected, within(0.1 * expected));
  }

  /** The law's entropy is {@value #ENTROPY}. */
  @ParameterizedTest
  @CsvSource({
    "true, 18, 2.881",
    "true, 40, 2.836",
    "true, 80, 2.838",
    "false, 18, 3.090",
    "false, 40, 2.903",
    "false, 80, 2.866"
  })
  void samplesHaveTheCrossEntropyOfTheirOrder(boolean heun, int nodes, double expected) {
    Component<Sampler> sampler =
        heun
            ? Component.of(
                new HeunFactory(),
                new HeunFactory.Config(EdmNoise.usual(), nodes, 0, 0.05, 50, 1, 1, true))
            : Component.of(
                new DdimFactory(), new DdimFactory.Config(EdmNoise.usual(), nodes, 0, 1, true));
    check(sampler, expected);
  }

  /** Chains that refuse steps reach the law of each level, so that few levels give the law. */
  @ParameterizedTest
  @CsvSource({"12", "24"})
  void recoveryHasTheEntropyWithFewLevels(int nodes) {
    MalaFactory.Config mala =
        new MalaFactory.Config(Schedule.constant(0.3), Schedule.constant(1), null);
    NoiseSchedule levels = new VarianceExploding(0.01, 20);
    check(
        Component.of(
            new RecoveryFactory(),
            new RecoveryFactory.Config(
                levels, nodes, 60, null, Component.of(new MalaFactory(), mala), 1, true)),
        ENTROPY);
  }

  /** The cross-entropy of draws with the law. */
  private static void check(Component<Sampler> sampler, double expected) {
    int n = 10_000;
    Batch x = Batch.allocate(n, 2);
    TestContext.of(1).create("sampler", sampler).start(LAW, x, RandomStream.of(3)).advance(1);
    double[] energies = new double[n];
    LAW.energies(x, energies);
    double mean = DoubleStream.of(energies).average().orElseThrow();
    double variance = DoubleStream.of(energies).map(e -> (e - mean) * (e - mean)).sum() / (n - 1);
    assertThat(mean).isCloseTo(expected, within(3 * Math.sqrt(variance / n)));
  }
}
