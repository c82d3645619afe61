package io.ebm.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ForwardingObjectiveContext;
import io.ebm.api.Gathered;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.api.Transitions;
import io.ebm.objectives.noise.NceFactory;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.EnergyCase;
import io.ebm.testkit.ObjectiveCase;
import io.ebm.testkit.ObjectiveChecks;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sum hands on to its terms, and what it takes from them. */
class SumTest {

  private static Component<Objective> nce(double logNormaliser) {
    GaussianNoiseFactory noise = new GaussianNoiseFactory();
    return Objectives.component(
        new NceFactory(),
        Map.of(
            "noise",
            Component.of(noise, Defaults.create(noise.configType(), Map.of("deviation", 1.5))),
            "logNormaliser",
            logNormaliser));
  }

  private static Component<Objective> sum(Object... termsAndWeights) {
    List<SumFactory.Term> terms = new ArrayList<>();
    for (int i = 0; i < termsAndWeights.length; i += 2) {
      @SuppressWarnings("unchecked")
      Component<Objective> term = (Component<Objective>) termsAndWeights[i];
      double weight = ((Number) termsAndWeights[i + 1]).doubleValue();
      terms.add(new SumFactory.Term(term, Schedule.constant(weight)));
    }
    return Objectives.component(new SumFactory(), Map.of("terms", terms));
  }

  private static ObjectiveCase on(Component<Objective> objective) {
    EnergyFunction energy = TestModels.gaussian();
    Batch data = EnergyCase.states(energy.space(), 20, RandomStream.of(3));
    return new ObjectiveCase(objective, energy, data, 5);
  }

  private static Parametric make(Component<Objective> objective) {
    return (Parametric)
        objective.make(TestContext.builder().dataSpace(TestModels.gaussian().space()).build());
  }

  @Test
  void hasWhatItsTermsLearn() {
    Component<Objective> magnitude = Objectives.component(new EnergyMagnitudeFactory(), Map.of());
    Parameters own =
        make(sum(magnitude, 1, nce(0.5), 2, nce(-1), 1, sum(nce(2), 1, nce(3), 1), 1))
            .newParameters();
    assertThat(own.tensors())
        .extracting(Parameters.Tensor::name)
        .containsExactly(
            "log-normaliser",
            "terms.2.log-normaliser",
            "terms.3.log-normaliser",
            "terms.1.log-normaliser");
    assertThat(own.values()).containsExactly(0.5f, -1, 2, 3);
    assertThat(make(sum(magnitude, 1)).newParameters().size()).isZero();
  }

  @Test
  void gradientsOfWhatTermsLearnAreWeighted() {
    ObjectiveChecks.ownGradientIsDerivative(on(nce(0.5)), EnergyCase.TOLERANCE);
    ObjectiveChecks.ownGradientIsDerivative(
        on(sum(nce(0.5), 0.3, nce(-1), 1, nce(1), 2)), EnergyCase.TOLERANCE);
  }

  @Test
  void withinMarginalItIsLearnedToo() {
    Component<Objective> marginal =
        Objectives.component(new MarginalFactory(), Map.of("objective", nce(0.5)));
    SmallClasses classes = SmallClasses.random(20, 6);
    StateSpace contexts = classes.marginal().space();
    Objective made = marginal.make(TestContext.builder().dataSpace(contexts).build());
    Parameters own = ((Parametric) made).newParameters();
    Gradient into = own.newGradient();
    ((Parametric) made).bind(own, into);
    assertThat(own.values()).containsExactly(0.5f);
    Gradient unused = classes.parameters().newGradient();
    Batch labels = EnergyCase.states(classes.space(), 20, RandomStream.of(3));
    TestObjectiveContext context = TestObjectiveContext.of(1, 0, 20);
    made.evaluate(classes, labels, unused, context);
    double found = into.values()[0];
    own.values()[0] = 0.51f;
    double above = made.evaluate(classes, labels, unused, context);
    own.values()[0] = 0.49f;
    double below = made.evaluate(classes, labels, unused, context);
    assertThat(found).isNotZero().isCloseTo((above - below) / 0.02, within(1e-3));
  }

  @Test
  void gradientsOfWhatTermsLearnAreAddedToWhatIsThere() {
    ObjectiveCase test = on(sum(nce(0.5), 0.3));
    Objective objective = test.objective().make(TestContext.builder().build());
    Parameters own = ((Parametric) objective).newParameters();
    Gradient into = own.newGradient();
    ((Parametric) objective).bind(own, into);
    Gradient unused =
        test.energy().as(Parameterised.class).orElseThrow().parameters().newGradient();
    TestObjectiveContext context = TestObjectiveContext.of(1, 0, 20);
    objective.evaluate(test.energy(), test.data(), unused, context);
    float once = into.values()[0];
    assertThat(once).isNotZero();
    objective.evaluate(test.energy(), test.data(), unused, context);
    assertThat(into.values()[0]).isCloseTo(2 * once, within(1e-5f));
    own.values()[0] = 20; // the terms read what the host writes
    into.clear();
    objective.evaluate(test.energy(), test.data(), unused, context);
    assertThat(into.values()[0]).isGreaterThan(once + 1);
  }

  @Test
  void termsSeeTheContext() {
    Model model = TestModels.gaussian();
    Transitions transitions =
        new Transitions(new float[] {1}, new float[] {0}, Batch.allocate(1, 1), 0);
    List<ObjectiveContext> seen = new ArrayList<>();
    Objective spy =
        new Objective() {
          @Override
          public double evaluate(
              EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
            seen.add(context);
            return 3;
          }
        };
    WeightedSum sum =
        new WeightedSum(
            List.of(
                new WeightedSum.Part("spy", spy, Schedule.constant(1)),
                new WeightedSum.Part("spy", spy, Schedule.constant(2))),
            () -> 0);
    Learnable learnable = model.as(Learnable.class).orElseThrow();
    Seen outer =
        new Seen(
            new TestObjectiveContext(7, 8, true, RandomStream.of(1), new RecordingMetrics()),
            Optional.of(model),
            Optional.of(transitions));
    double value =
        sum.evaluate(
            (EnergyFunction) model,
            Batch.allocate(4, 2),
            learnable.parameters().newGradient(),
            outer);
    assertThat(value).isEqualTo(9);
    assertThat(seen).hasSize(2);
    for (ObjectiveContext context : seen) {
      assertThat(context.model()).containsSame(model);
      assertThat(context.transitions()).containsSame(transitions);
      assertThat(context.step()).isEqualTo(7);
      assertThat(context.batchSize()).isEqualTo(8);
      assertThat(context.conditional()).isTrue();
    }
    assertThat(seen.get(0).random().nextInt()).isNotEqualTo(seen.get(1).random().nextInt());
  }

  private record Seen(
      ObjectiveContext outer, Optional<Model> model, Optional<Transitions> transitions)
      implements ForwardingObjectiveContext {}

  /** A row's own number and those of all rows, which only the second round knows. */
  private static final class Telling implements Objective {
    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      if (context.round() == 0) {
        context.emit("rows", data);
        return 0;
      }
      Gathered rows = context.gathered("rows");
      assertThat(context.gathered().keySet()).containsExactly("rows");
      assertThat(rows.own().copy().array()).isEqualTo(data.copy().array());
      gradient.values()[0] += rows.rows().size();
      return 1;
    }
  }

  /** Terms that take two rounds, one round and none do not disturb each other. */
  @Test
  void termsTakeTheirOwnRounds() {
    Objective once =
        new Objective() {
          @Override
          public double evaluate(
              EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
            assertThat(context.round()).isZero();
            gradient.values()[1] += 1;
            return 10;
          }
        };
    WeightedSum sum =
        new WeightedSum(
            List.of(
                new WeightedSum.Part("a", new Telling(), Schedule.constant(1)),
                new WeightedSum.Part("b", once, Schedule.constant(2)),
                new WeightedSum.Part("c", new Telling(), Schedule.constant(3)),
                new WeightedSum.Part("d", new Telling(), Schedule.constant(0))),
            () -> 0);
    EnergyFunction energy = TestModels.gaussian();
    Gradient gradient = energy.as(Learnable.class).orElseThrow().parameters().newGradient();
    TestObjectiveContext context = TestObjectiveContext.of(1, 0, 4);
    Batch rows = Batch.allocate(4, 2);
    assertThat(context.evaluate(sum, energy, rows, gradient)).isEqualTo(1 + 2 * 10 + 3);
    assertThat(gradient.values()[0]).isEqualTo(4 + 3 * 4);
    assertThat(gradient.values()[1]).isEqualTo(2);
    assertThat(context.metrics().values("loss-a")).containsExactly(0.25);
    assertThat(context.metrics().values("loss-b")).containsExactly(2.5);
  }
}
