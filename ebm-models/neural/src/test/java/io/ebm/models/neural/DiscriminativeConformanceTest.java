package io.ebm.models.neural;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Schedule;
import io.ebm.objectives.CrossEntropyFactory;
import io.ebm.objectives.EnergyMagnitudeFactory;
import io.ebm.objectives.GradientPenaltyFactory;
import io.ebm.objectives.HingeFactory;
import io.ebm.objectives.LogLossFactory;
import io.ebm.objectives.Lvq2Factory;
import io.ebm.objectives.MarginalFactory;
import io.ebm.objectives.MceFactory;
import io.ebm.objectives.MeeFactory;
import io.ebm.objectives.PerceptronFactory;
import io.ebm.objectives.SquareExponentialFactory;
import io.ebm.objectives.SquareSquareFactory;
import io.ebm.objectives.StructuredHingeFactory;
import io.ebm.objectives.SumFactory;
import io.ebm.objectives.likelihood.PcdFactory;
import io.ebm.samplers.LangevinFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.ObjectiveCase;
import io.ebm.testkit.ObjectiveConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract of objectives, on the energies of classes that a network gives. */
class DiscriminativeConformanceTest {

  private static final int ROWS = 24;

  /** Differences of energies at which a loss of these tests has a kink, and an energy. */
  private static final double[] KINKS = {0, 0.7, 1, 1.3, 2};

  private static final double LEVEL = 1.5;

  /**
   * Features at whose energies no loss is near a kink, so that finite differences mean something.
   */
  private static Batch awayFromKinks(SoftmaxClassifier model) {
    Batch candidates = ClassifierConformanceTest.features(4000, 5);
    double[] energies = new double[4];
    Batch chosen = Batch.allocate(ROWS, 5);
    int count = 0;
    for (int i = 0; i < candidates.size() && count < ROWS; i++) {
      Batch row = candidates.slice(i, i + 1);
      AllPairs.of(model.given(row), 1)
          .pairEnergies(Batch.of(new float[] {0, 1, 2, 3}, 1), energies);
      if (isAwayFromKinks(energies)) {
        chosen.copyRow(count++, row, 0);
      }
    }
    if (count < ROWS) {
      throw new IllegalStateException("only " + count + " rows are away from kinks");
    }
    return chosen;
  }

  private static boolean isAwayFromKinks(double[] energies) {
    boolean away = true;
    for (double a : energies) {
      away &= Math.abs(a - LEVEL) > 0.06;
      for (double b : energies) {
        for (double kink : KINKS) {
          away &= a == b || Math.abs(a - b - kink) > 0.06;
        }
      }
    }
    return away;
  }

  static <C extends Record> Component<Objective> component(
      ObjectiveFactory<C> factory, Map<String, ?> settings) {
    return Component.of(factory, Defaults.create(factory.configType(), settings));
  }

  private abstract static class OnClasses extends ObjectiveConformance {
    private final SoftmaxClassifier model = ClassifierConformanceTest.classifier(List.of(10));
    private final Batch features = awayFromKinks(model);
    private final Component<Objective> objective;
    private final boolean zero;

    OnClasses(Component<Objective> objective, boolean zero) {
      this.objective = objective;
      this.zero = zero;
    }

    @Override
    protected Component<Objective> objective() {
      return objective;
    }

    @Override
    protected EnergyFunction energy() {
      return model.given(features);
    }

    @Override
    protected ObjectiveCase.Parts parts() {
      return (from, to) -> model.given(features.slice(from, to));
    }

    @Override
    protected boolean valueHasGradient() {
      return true;
    }

    @Override
    protected boolean weightsSumToZero() {
      return zero;
    }

    @Override
    protected boolean deterministic() {
      return true;
    }
  }

  @Nested
  class CrossEntropy extends OnClasses {
    CrossEntropy() {
      super(component(new CrossEntropyFactory(), Map.of()), false);
    }
  }

  @Nested
  class Perceptron extends OnClasses {
    Perceptron() {
      super(component(new PerceptronFactory(), Map.of()), true);
    }
  }

  @Nested
  class Hinge extends OnClasses {
    Hinge() {
      super(component(new HingeFactory(), Map.of("margin", 0.7)), true);
    }
  }

  @Nested
  class LogLoss extends OnClasses {
    LogLoss() {
      super(component(new LogLossFactory(), Map.of()), true);
    }
  }

  @Nested
  class Lvq2 extends OnClasses {
    Lvq2() {
      super(component(new Lvq2Factory(), Map.of("ceiling", 2.0)), true);
    }
  }

  @Nested
  class Mce extends OnClasses {
    Mce() {
      super(component(new MceFactory(), Map.of()), true);
    }
  }

  @Nested
  class SquareSquare extends OnClasses {
    SquareSquare() {
      super(component(new SquareSquareFactory(), Map.of("margin", 1.5)), false);
    }
  }

  @Nested
  class SquareExponential extends OnClasses {
    SquareExponential() {
      super(component(new SquareExponentialFactory(), Map.of("factor", 0.6)), false);
    }
  }

  @Nested
  class Mee extends OnClasses {
    Mee() {
      super(component(new MeeFactory(), Map.of()), false);
    }
  }

  @Nested
  class StructuredHinge extends OnClasses {
    StructuredHinge() {
      super(component(new StructuredHingeFactory(), Map.of("cost", 1.3)), true);
    }
  }

  @Nested
  class Magnitude extends OnClasses {
    Magnitude() {
      super(component(new EnergyMagnitudeFactory(), Map.of()), false);
    }
  }

  @Nested
  class Sum extends OnClasses {
    Sum() {
      super(
          component(
              new SumFactory(),
              Map.of(
                  "terms",
                  List.of(
                      term(component(new CrossEntropyFactory(), Map.of()), 1),
                      term(component(new HingeFactory(), Map.of()), 0.3),
                      term(component(new EnergyMagnitudeFactory(), Map.of()), 0.01)))),
          false);
    }
  }

  static SumFactory.Term term(Component<Objective> objective, double weight) {
    return new SumFactory.Term(objective, Schedule.constant(weight));
  }

  private abstract static class OnJoint extends ObjectiveConformance {
    private final Jem model = ClassifierConformanceTest.jem(List.of(10));
    private final Component<Objective> objective;
    private final boolean exact;

    OnJoint(Component<Objective> objective, boolean exact) {
      this.objective = objective;
      this.exact = exact;
    }

    @Override
    protected Component<Objective> objective() {
      return objective;
    }

    @Override
    protected EnergyFunction energy() {
      return model.given(ClassifierConformanceTest.features(ROWS, 3));
    }

    @Override
    protected ObjectiveCase.Parts parts() {
      Batch features = ClassifierConformanceTest.features(ROWS, 3);
      return (from, to) -> model.given(features.slice(from, to));
    }

    @Override
    protected boolean valueHasGradient() {
      return exact;
    }

    @Override
    protected boolean weightsSumToZero() {
      return false;
    }

    @Override
    protected boolean deterministic() {
      return exact;
    }
  }

  /** Cross-entropy and a likelihood of the features, as a joint energy model is trained. */
  @Nested
  class JointSum extends OnJoint {
    JointSum() {
      super(
          component(
              new SumFactory(),
              Map.of(
                  "terms",
                  List.of(
                      term(component(new CrossEntropyFactory(), Map.of()), 1),
                      term(marginal(pcd()), 0.5)))),
          false);
    }
  }

  @Nested
  class MarginalPenalty extends OnJoint {
    MarginalPenalty() {
      super(marginal(component(new GradientPenaltyFactory(), Map.of("bound", 0.4))), true);
    }

    @Override
    protected double tolerance() {
      return 5e-3; // central differences of a network in floats
    }
  }

  private static Component<Objective> marginal(Component<Objective> objective) {
    return component(new MarginalFactory(), Map.of("objective", objective));
  }

  private static Component<Objective> pcd() {
    return component(
        new PcdFactory(),
        Map.of(
            "steps",
            3,
            "sampler",
            Component.of(
                new LangevinFactory(),
                Defaults.create(
                    LangevinFactory.Config.class, Map.of("stepSize", Schedule.constant(0.05))))));
  }

  /** With exact directional derivatives. */
  @Nested
  class PenaltyOfAPerceptron extends ObjectiveConformance {
    @Override
    protected Component<Objective> objective() {
      return component(new GradientPenaltyFactory(), Map.of("bound", 0.2));
    }

    @Override
    protected EnergyFunction energy() {
      return new MlpConformanceTest().energy();
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
      return true;
    }
  }
}
