package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.math.Vectors;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Sequence;
import io.ebm.testkit.ConditionalConformance;
import io.ebm.testkit.EnergyConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HopfieldClassifierTest {

  private static final int DIM = 5;
  private static final int CLASSES = 4;
  private static final int HEADS = 2;
  private static final int PATTERNS = 7;
  private static final double BETA = 0.7;

  private static HopfieldClassifier classifier() {
    HopfieldClassifier made =
        new HopfieldClassifier(StateSpace.real(DIM), CLASSES, HEADS, PATTERNS, BETA);
    float[] theta = made.parameters().values();
    RandomStream.of(3).fillGaussian(theta, 0, theta.length);
    return made;
  }

  private static Batch features(int count) {
    Batch rows = Batch.allocate(count, DIM);
    RandomStream.of(4).fillGaussian(rows.array(), 0, rows.length());
    return rows;
  }

  /** Energies of classes keep the contract: gradients, sums, samples, decoding. */
  @Nested
  class Given extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return classifier();
    }

    @Override
    protected Batch contexts(int count) {
      return features(count);
    }
  }

  /** A lookup between other layers: first and second derivatives by features and parameters. */
  @Nested
  class InANetwork extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      Layer layers =
          Sequence.of(new Dense(6), new Lookup(3, PATTERNS, HEADS, BETA, 0.7), new Dense(1));
      Parameters.Builder builder = Parameters.builder();
      Network network = Network.of(List.of(Shape.of(DIM)), layers, builder, "");
      NetworkForm form =
          NetworkForm.of(network, StateSpace.real(DIM), 0.3, NetworkForm.Constraint.NONE);
      NetworkEnergy energy = NetworkEnergy.of(form, builder.build());
      energy.initialise(RandomStream.of(5));
      return energy;
    }
  }

  @Test
  void aLayerBeginsAsItsSettingsSay() {
    Parameters.Builder builder = Parameters.builder();
    Layer lookup = new Lookup(20, 100, 4, 1, 0.5);
    Network network = Network.of(List.of(Shape.of(50)), lookup, builder, "");
    Parameters parameters = builder.build();
    network.initialise(parameters.values(), RandomStream.of(6));
    assertThat(variance(parameters, "patterns.weight")).isCloseTo(0.25, within(0.01));
    assertThat(variance(parameters, "values.weight")).isCloseTo(0.25, within(0.01));
    assertThat(variance(parameters, "values.bias")).isZero();
  }

  private static double variance(Parameters parameters, String name) {
    Parameters.Tensor tensor = parameters.tensor(name);
    return Vectors.sumOfSquares(tensor.size(), parameters.values(), tensor.offset())
        / tensor.size();
  }

  @Test
  void aLayerTakesFeaturesAlone() {
    Layer picture = new Lookup(2, 3, 1, 1, 1);
    assertThatThrownBy(
            () ->
                Network.of(
                    List.of(Shape.of(1, 4, 4)), Sequence.of(picture), Parameters.builder(), ""))
        .isInstanceOf(SettingException.class)
        .hasMessage("lookup takes [features], not [1, 4, 4]")
        .extracting(e -> ((SettingException) e).setting())
        .isEqualTo("layers[0]");
  }

  @Test
  void scoresAreAttentionOverThePatternsWithTheirValues() {
    HopfieldClassifier classifier = classifier();
    Parameters parameters = classifier.parameters();
    float[] theta = parameters.values();
    int values = parameters.tensor("values.weight").offset();
    int bias = parameters.tensor("values.bias").offset();
    Batch c = features(70); // more than a tile
    double[] out = new double[70];
    for (int y = 0; y < CLASSES; y++) {
      Batch targets = Batch.allocate(70, 1);
      targets.fill(y);
      classifier.given(c).energies(targets, out);
      for (int i = 0; i < 70; i++) {
        double score = theta[bias + y];
        for (int h = 0; h < HEADS; h++) {
          double sum = 0;
          double weighted = 0;
          for (int m = h * PATTERNS; m < (h + 1) * PATTERNS; m++) {
            double dot = 0;
            for (int j = 0; j < DIM; j++) {
              dot += theta[m * DIM + j] * c.get(i, j);
            }
            sum += Math.exp(BETA * dot);
            weighted += Math.exp(BETA * dot) * theta[values + y * HEADS * PATTERNS + m];
          }
          score += weighted / sum;
        }
        assertThat(out[i]).isCloseTo(-score, within(1e-5));
      }
    }
  }

  @Test
  void numbersThatMakeNoClassifierAreRefused() {
    assertThatThrownBy(() -> new HopfieldClassifier(StateSpace.real(2), 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no classifier of 1 classes with 1 heads of 1 patterns, inverse temperature 1.0");
  }
}
