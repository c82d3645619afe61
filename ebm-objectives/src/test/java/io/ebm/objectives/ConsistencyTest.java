package io.ebm.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.Objective;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.likelihood.MaximumLikelihoodFactory;
import io.ebm.objectives.likelihood.MinimumProbabilityFlowFactory;
import io.ebm.objectives.likelihood.PseudoLikelihoodFactory;
import io.ebm.objectives.likelihood.RatioMatchingFactory;
import io.ebm.objectives.noise.NceFactory;
import io.ebm.objectives.score.ScoreMatchingFactory;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.samplers.noise.UniformNoiseFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SmallIsing;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On samples of a model of the same form the parameters go to the truth as {@code 1/√T}. */
class ConsistencyTest {

  private static final int[] SIZES = {400, 3200};

  /** What the repetitions below leave uncertain of a slope is about 0.05. */
  private static final double TOLERANCE = 0.15;

  private record Case(
      Component<Objective> objective,
      Supplier<EnergyFunction> truth,
      EnergyFunction start,
      int repetitions) {
    @Override
    public String toString() {
      return objective.type();
    }
  }

  private static EnergyFunction truth() {
    return SmallIsing.random(StateSpace.spin(4), 0.3, RandomStream.of(4));
  }

  private static Case onSpins(Component<Objective> objective) {
    return new Case(objective, ConsistencyTest::truth, new SmallIsing(StateSpace.spin(4)), 12);
  }

  private static Case onGaussian(Component<Objective> objective) {
    return new Case(
        objective,
        () -> new GaussianEnergy(new double[] {0.5}, new double[][] {{1.5}}),
        GaussianEnergy.standard(1),
        60);
  }

  private static Component<Objective> nce(double deviation) {
    return Objectives.component(
        new NceFactory(),
        Map.of(
            "noise",
            Component.of(
                new GaussianNoiseFactory(),
                Defaults.create(GaussianNoiseFactory.Config.class, Map.of("deviation", deviation))),
            "ratio",
            10,
            "redraw",
            false));
  }

  static Stream<Case> cases() {
    return Stream.of(
        onSpins(Objectives.component(new MaximumLikelihoodFactory(), Map.of())),
        onSpins(Objectives.component(new PseudoLikelihoodFactory(), Map.of())),
        onSpins(Objectives.component(new RatioMatchingFactory(), Map.of())),
        onSpins(Objectives.component(new MinimumProbabilityFlowFactory(), Map.of())),
        onSpins(
            Objectives.component(
                new NceFactory(),
                Map.of(
                    "noise",
                    Component.of(
                        new UniformNoiseFactory(),
                        Defaults.create(UniformNoiseFactory.Config.class, Map.of())),
                    "redraw",
                    false))),
        onGaussian(nce(2)),
        onGaussian(Objectives.component(new ScoreMatchingFactory(), Map.of("spacing", 0.5))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void parametersConvergeAtTheRootOfTheSampleSize(Case given) {
    double[] errors = new double[SIZES.length];
    float[] truth = given.truth().get().as(Parameterised.class).orElseThrow().parameters().values();
    float[] model = given.start().as(Parameterised.class).orElseThrow().parameters().values();
    float[] start = model.clone();
    for (int s = 0; s < SIZES.length; s++) {
      Batch data = Batch.allocate(SIZES[s], given.start().space().dim());
      for (int repetition = 0; repetition < given.repetitions(); repetition++) {
        given
            .truth()
            .get()
            .as(ExactDraws.class)
            .orElseThrow()
            .sample(data, RandomStream.of(repetition).split(s));
        System.arraycopy(start, 0, model, 0, model.length);
        double[] found = Fit.of(given.objective(), given.start(), data, repetition);
        for (int i = 0; i < truth.length; i++) {
          errors[s] +=
              Math.pow(found[i] - truth[i], 2) / (given.repetitions() * (double) truth.length);
        }
      }
    }
    double slope = 0.5 * Math.log(errors[1] / errors[0]) / Math.log((double) SIZES[1] / SIZES[0]);
    assertThat(slope).as("slope of %s", given).isCloseTo(-0.5, within(TOLERANCE));
    assertThat(Math.sqrt(errors[1])).as("error of %s", given).isLessThan(0.1);
  }

  /**
   * The precision and the normaliser of a standard normal from 10,000 samples, against ten times as
   * many of a noise of deviation 2: root mean squares measured elsewhere are 0.0157 and 0.0084, the
   * asymptotic ones 0.0146 and 0.0080.
   */
  @Test
  void noiseContrastiveEstimationOfNormalHasTheKnownError() {
    int repetitions = 40;
    double precision = 0;
    double normaliser = 0;
    Batch data = Batch.allocate(10_000, 1);
    for (int repetition = 0; repetition < repetitions; repetition++) {
      GaussianEnergy.standard(1).sample(data, RandomStream.of(1000 + repetition));
      double[] found = Fit.of(nce(2), GaussianEnergy.standard(1), data, repetition);
      precision += Math.pow(found[1] - 1, 2) / repetitions;
      normaliser += Math.pow(found[2] - 0.5 * Math.log(2 * Math.PI), 2) / repetitions;
    }
    assertThat(Math.sqrt(precision)).isCloseTo(0.0157, within(0.2 * 0.0157));
    assertThat(Math.sqrt(normaliser)).isCloseTo(0.0084, within(0.2 * 0.0084));
  }
}
