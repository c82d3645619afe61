package io.ebm.objectives.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NegativesTest {

  private static final int ROWS = 12;
  private static final int DIM = 3;

  private static Objective make(Component<Objective> component) {
    return component.make(TestContext.of(1));
  }

  private static Batch targets(int rows) {
    Batch y = Batch.allocate(rows, DIM);
    y.copyFrom(new Pairing(rows, DIM).contexts());
    return y;
  }

  @Test
  void missingNegativesAndBatchesOfOneAreToldBeforeTheRun() {
    for (Component<Objective> component :
        List.of(
            Objectives.component(new ContrastiveFactory(), Map.of()),
            Objectives.component(new TripletFactory(), Map.of()))) {
      Objective objective = make(component);
      FitContext fit = FitContext.of(TestModels.gaussian());
      assertThat(component.misfit(fit.withRows(false, 64)))
          .hasValue(
              "has no negatives: 'negatives' names no noise, and only a conditional model can"
                  + " take the targets of other rows; give 'negatives', as in {\"type\":"
                  + " \"gaussian\"}");
      assertThat(component.misfit(fit.withRows(true, 64))).isEmpty();
      assertThat(component.misfit(fit.withRows(true, 1)))
          .hasValueSatisfying(
              why -> assertThat(why).contains("let 'training.batch' be at least 2"));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  objective.evaluate(
                      new Pairing(4, DIM),
                      targets(4),
                      new Pairing(4, DIM).parameters().newGradient(),
                      TestObjectiveContext.of(1, 0, 4)))
          .withMessageContaining("has no negatives");
    }
    for (Component<Objective> component :
        List.of(
            Objectives.component(new InfoNceFactory(), Map.of()),
            Objectives.component(new ClipFactory(), Map.of()))) {
      assertThat(component.misfit(FitContext.of(TestModels.gaussian()).withRows(false, 64)))
          .hasValueSatisfying(why -> assertThat(why).contains("needs a conditional model"));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  make(component)
                      .evaluate(
                          new Pairing(1, DIM),
                          targets(1),
                          new Pairing(1, DIM).parameters().newGradient(),
                          TestObjectiveContext.of(1, 0, 1)))
          .withMessage(
              "objective '"
                  + component.type()
                  + "' contrasts the rows of a minibatch with each other, but a minibatch has 1 row;"
                  + " let 'training.batch' be at least 2");
    }
  }

  /** No negative is a row's own target, and over many steps every other row's is. */
  @Test
  void negativesAreTheTargetsOfOtherRows() {
    Negatives negatives = new Negatives("test", null);
    Batch data = Batch.allocate(5, 1);
    for (int i = 0; i < 5; i++) {
      data.set(i, 0, i);
    }
    Batch into = Batch.allocate(5, 1);
    RandomStream random = RandomStream.of(3);
    int[][] seen = new int[5][5];
    for (int step = 0; step < 200; step++) {
      TestObjectiveContext context = TestObjectiveContext.of(1, step, 5).withContexts();
      EnergyFunction energy = new Pairing(5, 1);
      assertThat(negatives.begin(energy, data, context, random)).isFalse();
      assertThat(context.exchange().advance()).isTrue();
      assertThat(negatives.begin(energy, data, context, random)).isTrue();
      negatives.next(into, random);
      for (int i = 0; i < 5; i++) {
        seen[i][(int) into.get(i, 0)]++;
      }
    }
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(seen[i][j] > 0).as("row %d, target %d", i, j).isEqualTo(i != j);
      }
    }
  }

  @Test
  void tripletLearnsPairsOfConditionalModel() {
    Pairing model = new Pairing(ROWS, DIM);
    Batch data = targets(ROWS);
    Objective objective = make(Objectives.component(new TripletFactory(), Map.of("count", 4)));
    Gradient gradient = model.parameters().newGradient();
    double last = 0;
    for (int step = 0; step < 300; step++) {
      gradient.clear();
      last =
          TestObjectiveContext.of(1, step, ROWS)
              .withContexts()
              .evaluate(objective, model, data, gradient);
      for (int i = 0; i < gradient.values().length; i++) {
        model.parameters().values()[i] -= 0.05f / ROWS * gradient.values()[i];
      }
    }
    assertThat(last / ROWS).isLessThan(0.5);
  }

  /** All pairs at once and one target after the other give the same. */
  @Test
  void allPairsAtOnceAreThoseOneByOne() {
    for (Component<Objective> component :
        List.of(
            Objectives.component(new InfoNceFactory(), Map.of()),
            Objectives.component(new ClipFactory(), Map.of()))) {
      Pairing model = new Pairing(ROWS, DIM);
      Batch data = targets(ROWS);
      Gradient one = model.parameters().newGradient();
      Gradient other = model.parameters().newGradient();
      TestObjectiveContext context = TestObjectiveContext.of(1, 0, ROWS).withContexts();
      double value = context.evaluate(make(component), model, data, one);
      assertThat(context.evaluate(make(component), new Pairing.AtOnce(model), data, other))
          .isCloseTo(value, within(1e-9 * value));
      for (int i = 0; i < one.values().length; i++) {
        assertThat(other.values()[i]).isCloseTo(one.values()[i], within(1e-3f));
      }
    }
  }
}
