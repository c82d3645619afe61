package io.ebm.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Learnable;
import io.ebm.api.Noise;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.objectives.likelihood.MinimumProbabilityFlowFactory;
import io.ebm.objectives.likelihood.PseudoLikelihoodFactory;
import io.ebm.objectives.likelihood.RatioMatchingFactory;
import io.ebm.objectives.noise.ClipFactory;
import io.ebm.objectives.noise.ConditionalNceFactory;
import io.ebm.objectives.noise.ContrastiveFactory;
import io.ebm.objectives.noise.EnergyDiscrepancyFactory;
import io.ebm.objectives.noise.InfoNceFactory;
import io.ebm.objectives.noise.NceFactory;
import io.ebm.objectives.noise.TripletFactory;
import io.ebm.objectives.score.DenoisingScoreMatchingFactory;
import io.ebm.objectives.score.FiniteDifferenceScoreMatchingFactory;
import io.ebm.objectives.score.ScoreMatchingFactory;
import io.ebm.objectives.score.SlicedScoreMatchingFactory;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step costs, in rows given to the energy for each row of data, is what is documented. */
class CostTest {

  private static final int ROWS = 8;

  private record Case(
      Component<Objective> objective, EnergyFunction energy, Map<String, Integer> cost) {
    @Override
    public String toString() {
      return objective.type() + " " + objective.config();
    }
  }

  private static Map<String, Integer> cost(int energies, int byParameters) {
    return Map.of("energies", energies, "accumulate", byParameters);
  }

  private static Map<String, Integer> slopes(int gradients, int directional) {
    return Map.of("gradients", gradients, "accumulateDirectional", directional);
  }

  static Stream<Case> cases() {
    EnergyFunction plane = TestModels.gaussian();
    EnergyFunction spins = TestModels.spins();
    Component<Noise> noise =
        Component.of(
            new GaussianNoiseFactory(),
            Defaults.create(GaussianNoiseFactory.Config.class, Map.of()));
    Component<Objective> conditional =
        Objectives.component(new ConditionalNceFactory(), Map.of("ratio", 3));
    return Stream.of(
        new Case(
            Objectives.component(new NceFactory(), Map.of("noise", noise, "ratio", 4)),
            plane,
            cost(5, 5)),
        new Case(conditional, plane, cost(4, 4)),
        new Case(conditional, spins, cost(4, 4)),
        new Case(
            Objectives.component(new EnergyDiscrepancyFactory(), Map.of("samples", 6)),
            plane,
            cost(7, 7)),
        new Case(
            Objectives.component(new ContrastiveFactory(), Map.of("negatives", noise, "count", 2)),
            plane,
            cost(3, 3)),
        new Case(
            Objectives.component(new TripletFactory(), Map.of("negatives", noise)),
            plane,
            cost(2, 2)),
        new Case(Objectives.component(new InfoNceFactory(), Map.of()), plane, cost(ROWS, ROWS)),
        new Case(Objectives.component(new ClipFactory(), Map.of()), plane, cost(ROWS, ROWS)),
        new Case(Objectives.component(new PseudoLikelihoodFactory(), Map.of()), spins, cost(6, 6)),
        new Case(Objectives.component(new RatioMatchingFactory(), Map.of()), spins, cost(6, 6)),
        new Case(
            Objectives.component(new MinimumProbabilityFlowFactory(), Map.of("units", 2)),
            spins,
            cost(3, 3)),
        new Case(
            Objectives.component(
                new FiniteDifferenceScoreMatchingFactory(), Map.of("projections", 2)),
            plane,
            cost(5, 5)),
        new Case(Objectives.component(new ScoreMatchingFactory(), Map.of()), plane, slopes(5, 5)),
        new Case(
            Objectives.component(new SlicedScoreMatchingFactory(), Map.of("projections", 3)),
            plane,
            slopes(7, 7)),
        new Case(
            Objectives.component(new DenoisingScoreMatchingFactory(), Map.of("sigma", 0.1)),
            plane,
            slopes(1, 1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void costsWhatIsDocumented(Case given) {
    Map<String, Integer> rows = new TreeMap<>();
    EnergyFunction energy = given.energy();
    Class<?>[] interfaces = energy.getClass().getInterfaces();
    EnergyFunction counting =
        (EnergyFunction)
            Proxy.newProxyInstance(
                energy.getClass().getClassLoader(),
                interfaces,
                (self, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof Batch states) {
                    rows.merge(method.getName(), states.size(), Integer::sum);
                  }
                  try {
                    return method.invoke(energy, arguments);
                  } catch (InvocationTargetException failure) {
                    throw failure.getCause();
                  }
                });
    Batch data = Batch.allocate(ROWS, energy.space().dim());
    energy.space().randomStart(data, RandomStream.of(3));
    given
        .objective()
        .make(TestContext.builder().dataSpace(energy.space()).build())
        .evaluate(
            counting,
            data,
            ((Learnable) energy).parameters().newGradient(),
            TestObjectiveContext.of(1, 0, ROWS));
    Map<String, Integer> perRow = new TreeMap<>();
    rows.forEach((method, count) -> perRow.put(method, count / ROWS));
    assertThat(perRow).isEqualTo(new TreeMap<>(given.cost()));
  }
}
