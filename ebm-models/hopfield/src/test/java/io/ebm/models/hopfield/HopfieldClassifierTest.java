package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.ConditionalConformance;
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

  @Test
  void scoresAreAttentionOverThePatternsWithTheirValues() {
    HopfieldClassifier classifier = classifier();
    Parameters parameters = classifier.parameters();
    float[] theta = parameters.values();
    int values = parameters.tensor("values").offset();
    int bias = parameters.tensor("bias").offset();
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
            weighted += Math.exp(BETA * dot) * theta[values + m * CLASSES + y];
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
