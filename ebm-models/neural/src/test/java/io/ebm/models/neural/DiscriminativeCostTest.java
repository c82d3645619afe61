package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.math.Vectors;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.layers.Perceptron;
import io.ebm.objectives.CrossEntropyFactory;
import io.ebm.objectives.EnergyMagnitudeFactory;
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
import io.ebm.objectives.score.ScoreMatchingFactory;
import io.ebm.testkit.CountedEnergy;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a step of an objective asks of an energy, and what it refuses. */
class DiscriminativeCostTest {

  private static final int ROWS = 20;

  private final SoftmaxClassifier model = ClassifierConformanceTest.classifier(List.of(6));
  private final Batch features = ClassifierConformanceTest.features(ROWS, 5);
  private final Batch labels = labels(4);

  private static Batch labels(int classes) {
    Batch labels = Batch.allocate(ROWS, 1);
    for (int i = 0; i < ROWS; i++) {
      labels.set(i, 0, i % classes);
    }
    return labels;
  }

  /** How many rows each method was called for, through a stand-in for the energy. */
  private Map<String, Integer> cost(Component<Objective> objective) {
    CountedEnergy counted = CountedEnergy.of(model.given(features), ROWS);
    objective
        .make(TestContext.of(1))
        .evaluate(counted, labels, gradient(), TestObjectiveContext.of(1, 0, ROWS).withContexts());
    return counted.rows();
  }

  private Gradient gradient() {
    return model.parameters().newGradient();
  }

  @Test
  void aStepCostsWhatTheDocumentationSays() {
    int n = ROWS;
    assertThat(cost(DiscriminativeConformanceTest.component(new CrossEntropyFactory(), Map.of())))
        .isEqualTo(Map.of("accumulateLikelihood", n));
    assertThat(cost(DiscriminativeConformanceTest.component(new MeeFactory(), Map.of())))
        .isEqualTo(
            Map.of(
                "energies", n, "logPartitions", n, "accumulate", n, "accumulateExpectations", n));
    Map<String, Integer> offender = Map.of("energies", n, "best", n, "accumulate", 2 * n);
    for (Component<Objective> loss :
        List.of(
            DiscriminativeConformanceTest.component(new HingeFactory(), Map.of()),
            DiscriminativeConformanceTest.component(new LogLossFactory(), Map.of()),
            DiscriminativeConformanceTest.component(new Lvq2Factory(), Map.of()),
            DiscriminativeConformanceTest.component(new MceFactory(), Map.of()),
            DiscriminativeConformanceTest.component(new SquareSquareFactory(), Map.of()),
            DiscriminativeConformanceTest.component(new SquareExponentialFactory(), Map.of()))) {
      assertThat(cost(loss)).as(loss.type()).isEqualTo(offender);
    }
    Map<String, Integer> violator = Map.of("decode", n, "accumulate", 2 * n);
    assertThat(cost(DiscriminativeConformanceTest.component(new PerceptronFactory(), Map.of())))
        .isEqualTo(violator);
    assertThat(
            cost(DiscriminativeConformanceTest.component(new StructuredHingeFactory(), Map.of())))
        .isEqualTo(violator);
    assertThat(
            cost(DiscriminativeConformanceTest.component(new EnergyMagnitudeFactory(), Map.of())))
        .isEqualTo(Map.of("energies", n, "accumulate", n));
  }

  /** With exact second derivatives score matching takes a third of what differences would. */
  @Test
  void secondDerivativesOfANetworkAreExact() {
    NetworkEnergy mlp = Mlp.of(StateSpace.real(3), List.of(6), Activation.SILU, 3);
    mlp.initialise(io.ebm.api.RandomStream.of(3));
    Batch x = ClassifierConformanceTest.features(ROWS, 3);
    CountedEnergy counted = CountedEnergy.of(mlp, ROWS);
    DiscriminativeConformanceTest.component(new ScoreMatchingFactory(), Map.of())
        .make(TestContext.of(1))
        .evaluate(counted, x, mlp.parameters().newGradient(), TestObjectiveContext.of(1, 0, ROWS));
    assertThat(counted.rows())
        .isEqualTo(
            Map.of(
                "gradients", ROWS, "accumulateDirectional", ROWS, "accumulateCurvature", 3 * ROWS));
  }

  @Test
  void labelsOutOfRangeAndMissingContextsAreNamed() {
    Component<Objective> hinge =
        DiscriminativeConformanceTest.component(new HingeFactory(), Map.of());
    EnergyFunction energy = model.given(features);
    Batch wrong = labels(4);
    wrong.set(7, 0, 4);
    TestObjectiveContext context = TestObjectiveContext.of(1, 0, ROWS);
    assertThatThrownBy(
            () ->
                hinge
                    .make(TestContext.of(1))
                    .evaluate(energy, wrong, gradient(), context.withContexts()))
        .hasMessage(
            "objective 'hinge': row 7 has the label 4.0 at place 0; labels of 4 classes are 0 to 3");
    assertThatThrownBy(
            () -> hinge.make(TestContext.of(1)).evaluate(energy, labels, gradient(), context))
        .hasMessageContaining("objective 'hinge' compares targets given their contexts")
        .hasMessageContaining("conditional energy");
    assertThatThrownBy(() -> energy.energies(wrong, new double[ROWS]))
        .hasMessage("row 7 has the label 4.0; labels of 4 classes are 0 to 3");
    assertThatThrownBy(
            () ->
                DiscriminativeConformanceTest.component(
                        new MarginalFactory(), Map.of("objective", hinge))
                    .make(TestContext.of(1))
                    .evaluate(energy, labels, gradient(), context.withContexts()))
        .hasMessageContaining("objective 'marginal' needs an energy that is Joint");
  }

  /** The energy of features is that of all classes together, less the base. */
  @Test
  void aJointModelSumsOverItsClasses() {
    Jem jem = ClassifierConformanceTest.jem(List.of(6));
    Batch x = ClassifierConformanceTest.features(ROWS, 3);
    double[] logPartitions = new double[ROWS];
    ((io.ebm.api.Tractable) jem.given(x)).logPartitions(ROWS, logPartitions);
    double[] energies = new double[ROWS];
    jem.energies(x, energies);
    for (int i = 0; i < ROWS; i++) {
      double base = 0.125 * Vectors.sumOfSquares(x.dim(), x.array(), x.offset(i));
      assertThat(energies[i])
          .isCloseTo(base - logPartitions[i], org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  /** A layer's greatest singular value is brought to the bound, and a smaller one left alone. */
  @Test
  void spectralNormBoundsEveryLayer() {
    NetworkEnergy mlp =
        Mlp.of(
            StateSpace.real(5),
            new Perceptron(List.of(40, 30), 1, Activation.SILU, 2),
            3,
            new SpectralNorm(1.2));
    mlp.initialise(io.ebm.api.RandomStream.of(3));
    for (int layer = 0; layer < 3; layer++) {
      io.ebm.api.Parameters.Tensor weight =
          mlp.parameters().tensor("layers." + 2 * layer + ".weight");
      double norm = greatest(mlp.parameters().values(), weight);
      assertThat(norm).isBetween(1.19, 1.2 * 1.03);
    }
    float[] before = mlp.parameters().values().clone();
    mlp.as(Learnable.class).orElseThrow().constrain();
    assertThat(mlp.parameters().values())
        .usingComparatorWithPrecision(1e-3f)
        .containsExactly(before);
  }

  /** By many power iterations in doubles from a random start. */
  private static double greatest(float[] theta, io.ebm.api.Parameters.Tensor weight) {
    int rows = weight.shape().get(0);
    int columns = weight.shape().get(1);
    double[] v = new double[columns];
    java.util.Arrays.setAll(v, j -> 1 + (j * 7919 % 13) / 13.0);
    double norm = 0;
    for (int iteration = 0; iteration < 500; iteration++) {
      double[] next = new double[columns];
      for (int i = 0; i < rows; i++) {
        double dot = 0;
        for (int j = 0; j < columns; j++) {
          dot += theta[weight.offset() + i * columns + j] * v[j];
        }
        for (int j = 0; j < columns; j++) {
          next[j] += dot * theta[weight.offset() + i * columns + j];
        }
      }
      double length = 0;
      for (double value : next) {
        length += value * value;
      }
      length = Math.sqrt(length);
      norm = Math.sqrt(length);
      for (int j = 0; j < columns; j++) {
        v[j] = next[j] / length;
      }
    }
    return norm;
  }
}
