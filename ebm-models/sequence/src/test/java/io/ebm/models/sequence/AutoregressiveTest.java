package io.ebm.models.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.SymbolCosts;
import io.ebm.nn.Layer;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Embedding;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Positions;
import io.ebm.nn.layers.Transformer;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AutoregressiveTest {

  private static List<Layer> layers(boolean causal, int outputs) {
    return List.of(
        new Embedding(0, 8),
        new Positions(Positions.Kind.SINUSOIDAL),
        new Transformer(1, 2, 8, new Functions.Gelu(), causal, false, null, null, true),
        new Dense(outputs));
  }

  static EnergyFunction of(StateSpace.Categorical space, List<Layer> layers) {
    TestContext context = TestContext.builder().seed(9).dataSpace(space).build();
    EnergyFunction energy =
        (EnergyFunction)
            new AutoregressiveFactory().create(new AutoregressiveFactory.Config(layers), context);
    float[] values = energy.as(Parameterised.class).orElseThrow().parameters().values();
    RandomStream random = RandomStream.of(2);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.2 * random.nextGaussian());
    }
    return energy;
  }

  private abstract static class Case extends EnergyConformance {
    private final StateSpace.Categorical space;
    private final List<Layer> layers;

    Case(StateSpace.Categorical space, List<Layer> layers) {
      this.space = space;
      this.layers = layers;
    }

    @Override
    protected EnergyFunction energy() {
      return of(space, layers);
    }

    @Test
    void isNormalised() {
      Enumeration all = Enumeration.of(energy());
      assertThat(all.logPartition(1)).isCloseTo(0, within(1e-5));
      for (int s = 0; s < all.size(); s++) {
        boolean sequence = space.isSequence(all.states(), s);
        assertThat(Double.isFinite(all.energy(s))).isEqualTo(sequence);
      }
    }
  }

  @Nested
  class OfSequences extends Case {
    OfSequences() {
      super(Sentences.ENDLESS, layers(true, 3));
    }
  }

  @Nested
  class OfSequencesWithAnEnd extends Case {
    OfSequencesWithAnEnd() {
      super(Sentences.ENDING, layers(true, 3));
    }
  }

  /** Scores that the last symbol alone decides. */
  @Nested
  class OfPairs extends Case {
    OfPairs() {
      super(Sentences.ENDING, List.of(new Embedding(0, 4), new Dense(3)));
    }
  }

  /** The first symbol has no context. */
  @Nested
  class OfSingleSymbols extends Case {
    OfSingleSymbols() {
      super(new StateSpace.Categorical(1, 4, 2), layers(true, 4));
    }
  }

  /** A table of scores by the symbol before, in double precision. */
  @Test
  void costsAreLogarithmsOfSoftmaxes() {
    EnergyFunction energy = of(Sentences.ENDING, List.of(new Embedding(0, 3)));
    var parameters = energy.as(Parameterised.class).orElseThrow().parameters();
    float[] values = parameters.values();
    int first = parameters.tensor("first").offset();
    int table = parameters.tensors().stream().filter(t -> t.size() == 9).findFirst().orElseThrow().offset();
    Batch x = Batch.of(new float[] {0, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0}, 0, 4, 4);
    Batch costs = Batch.allocate(4, 4);
    energy.as(SymbolCosts.class).orElseThrow().costs(x, costs);
    for (int row = 0; row < 4; row++) {
      for (int t = 0; t < Sentences.ENDING.symbols(x, row); t++) {
        int at = t == 0 ? first : table + 3 * (int) x.get(row, t - 1);
        double sum = 0;
        for (int a = 0; a < 3; a++) {
          sum += Math.exp(values[at + a]);
        }
        double expected = Math.log(sum) - values[at + (int) x.get(row, t)];
        assertThat((double) costs.get(row, t)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void refusesANetworkThatSeesWhatFollows() {
    assertThatThrownBy(() -> of(Sentences.ENDING, layers(false, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "layers look at symbols behind the one whose followers they score, so that there is no"
                + " p(x_t | x_0 … x_{t-1}); give attention and transformers \"causal\": true, and"
                + " leave out what looks at all positions");
  }

  @Test
  void refusesANetworkOfOtherOutputs() {
    assertThatThrownBy(() -> of(Sentences.ENDING, layers(true, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layers must give 3 numbers for each symbol")
        .hasMessageContaining("end with {\"type\": \"dense\", \"units\": 3}");
  }

  @Test
  void refusesStatesThatAreNoLabels() {
    TestContext real = TestContext.builder().dataSpace(StateSpace.real(4)).build();
    AutoregressiveFactory.Config config = new AutoregressiveFactory.Config(layers(true, 3));
    assertThatThrownBy(() -> new AutoregressiveFactory().create(config, real))
        .hasMessageStartingWith("energy 'autoregressive' is over labels, and the data are of Real");
  }
}
