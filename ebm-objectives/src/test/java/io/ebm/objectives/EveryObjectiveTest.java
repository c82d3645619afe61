package io.ebm.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Parameterised;
import io.ebm.objectives.Trial.Promise;
import io.ebm.testkit.CountedEnergy;
import io.ebm.testkit.EnergyCase;
import io.ebm.testkit.ObjectiveCase;
import io.ebm.testkit.ObjectiveChecks;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised of every objective that is registered; none can be forgotten. */
class EveryObjectiveTest {

  private static final int STEPS = 2000;

  static Stream<Example> examples() {
    return Examples.all().stream();
  }

  @Test
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  void everyRegisteredObjectiveHasAnExample() {
    List<String> registered =
        ServiceLoader.load(ObjectiveFactory.class).stream()
            .map(provider -> provider.get().name())
            .toList();
    assertThat(registered).hasSizeGreaterThan(30);
    assertThat(Example.names(Examples.all())).containsExactlyInAnyOrderElementsOf(registered);
  }

  /** By the value's finite differences, or what theory says of the mean over many draws. */
  @ParameterizedTest
  @MethodSource("examples")
  void gradientIsWhatItShouldBe(Example example) {
    ObjectiveCase test = example.test();
    if (example.promises(Promise.VALUE)) {
      ObjectiveChecks.gradientIsDerivative(test, EnergyCase.TOLERANCE);
      ObjectiveChecks.ownGradientIsDerivative(test, EnergyCase.TOLERANCE);
      return;
    }
    assertThat(example.expected()).as("%s: the exact gradient", example).isNotNull();
    Gradient exact = example.expected().apply(test);
    double[] perRow = new double[exact.values().length];
    for (int k = 0; k < perRow.length; k++) {
      perRow[k] = exact.values()[k] / (double) Example.ROWS;
    }
    ObjectiveChecks.meanGradientIs(test, perRow, STEPS, example.about());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shardsAddUp(Example example) {
    ObjectiveCase test = example.test();
    if (example.promises(Promise.DETERMINISTIC)) {
      ObjectiveChecks.sumsOverShards(test);
    } else {
      ObjectiveChecks.sumsOverShardsOnAverage(test, STEPS / 4);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void weightsSumToZeroWhereTheorySaysSo(Example example) {
    if (example.promises(Promise.BALANCE)) {
      ObjectiveChecks.weightsSumToZero(example.test());
    }
  }

  /** What a step costs, in rows given to the energy for each row of data, is what is stated. */
  @ParameterizedTest
  @MethodSource("examples")
  void costsWhatIsStated(Example example) {
    EnergyFunction energy = example.energy().get();
    CountedEnergy counted = CountedEnergy.of(energy, Example.ROWS);
    ObjectiveCase test = example.on(counted, energy);
    Gradient gradient = energy.as(Parameterised.class).orElseThrow().parameters().newGradient();
    TestObjectiveContext context = TestObjectiveContext.of(Example.SEED, 0, Example.ROWS);
    Objective objective =
        example.objective().make(TestContext.builder().dataSpace(energy.space()).build());
    (energy instanceof SmallClasses ? context.withContexts() : context)
        .evaluate(objective, test.energy(), test.data(), gradient);
    Map<String, Integer> perRow = new TreeMap<>();
    counted
        .rows()
        .forEach(
            (method, rows) -> {
              assertThat(rows % Example.ROWS).as("rows given to " + method).isZero();
              perRow.put(method, rows / Example.ROWS);
            });
    assertThat(perRow).isEqualTo(example.cost());
  }
}
