package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.Dataset;
import io.ebm.api.Differentiable;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.SettingException;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.nn.Layer;
import io.ebm.nn.layers.Add;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Normalise;
import io.ebm.testkit.ConditionalConformance;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TwoTowerTest {

  private abstract static class Case extends ConditionalConformance<Batch> {
    private final TwoTower model;
    private final int contextDim;

    Case(StateSpace targets, int contextDim, TwoTowerConfig config) {
      this.contextDim = contextDim;
      model = TwoTower.of(targets, StateSpace.real(contextDim), config);
      model.initialise(RandomStream.of(2));
    }

    @Override
    protected Conditional<Batch> model() {
      return model;
    }

    @Override
    protected Batch contexts(int count) {
      Batch rows = Batch.allocate(count, contextDim);
      RandomStream.of(9).fillGaussian(rows.array(), 0, rows.length());
      return rows;
    }
  }

  @Nested
  class Normalised extends Case {
    Normalised() {
      super(StateSpace.real(5), 3, TwoTowerConfig.of(4, 6, true));
    }
  }

  @Nested
  class OfAnyLength extends Case {
    OfAnyLength() {
      super(StateSpace.real(5), 3, TwoTowerConfig.of(4, 6, false));
    }
  }

  @Nested
  class Linear extends Case {
    Linear() {
      super(StateSpace.real(5), 3, TwoTowerConfig.of(4, 0, true));
    }
  }

  private static final List<Layer> LAYERS =
      List.of(
          new Dense(6),
          new Functions.Silu(),
          new Normalise(),
          new Dense(4),
          new Functions.Tanh(),
          new Dense(3));

  @Nested
  class OfLayers extends Case {
    OfLayers() {
      super(StateSpace.real(5), 3, new TwoTowerConfig(LAYERS, LAYERS, false, null, null, true));
    }
  }

  @Nested
  class OfOneSidesLayers extends Case {
    OfOneSidesLayers() {
      super(StateSpace.real(5), 3, new TwoTowerConfig(null, LAYERS, false, 3, 5, false));
    }
  }

  @Nested
  class Shared extends Case {
    Shared() {
      super(StateSpace.real(5), 5, new TwoTowerConfig(null, null, true, 4, 6, true));
    }
  }

  /**
   * By units of labels the energy of a linear encoder is linear, so first order is all there is.
   */
  @Test
  void labelsEnterAsUnits() {
    int levels = 3;
    TwoTower towers =
        TwoTower.of(
            new StateSpace.Categorical(2, levels),
            StateSpace.real(3),
            TwoTowerConfig.of(4, 0, false));
    towers.initialise(RandomStream.of(2));
    assertThat(towers.parameters().tensor("target.layers.0.weight").shape()).containsExactly(4, 6);
    Batch context = Batch.allocate(1, 3);
    context.fill(0.7f);
    EnergyFunction given = towers.given(context);
    assertThat(given.as(Differentiable.class)).isEmpty();
    Batch x = Batch.allocate(1, 2);
    x.set(0, 0, 2);
    x.set(0, 1, 1);
    Batch differences = Batch.allocate(1, 2 * levels);
    given.as(SiteDifferences.class).orElseThrow().differences(x, differences);
    double[] before = new double[1];
    given.energies(x, before);
    for (int site = 0; site < 2; site++) {
      for (int level = 0; level < levels; level++) {
        Batch other = x.copy();
        other.set(0, site, level);
        double[] after = new double[1];
        given.energies(other, after);
        assertThat((double) differences.get(0, site * levels + level))
            .isCloseTo(after[0] - before[0], within(1e-5));
      }
    }
  }

  private static List<String> tensors(TwoTower towers) {
    return towers.parameters().tensors().stream().map(Parameters.Tensor::name).toList();
  }

  private static TwoTower towers(TwoTowerConfig config) {
    return TwoTower.of(StateSpace.real(5), StateSpace.real(3), config);
  }

  @Test
  void theEnergyOfTargetsHasTheDerivativesOfNetworks() {
    EnergyFunction given = towers(TwoTowerConfig.of(4, 6, true)).given(Batch.allocate(2, 3));
    assertThat(given.as(ScoreLearnable.class)).isPresent();
    assertThat(given.as(CurvatureLearnable.class)).isPresent();
    assertThat(given.as(AllPairs.class)).isPresent();
    assertThat(given.as(DualEncoder.class)).isPresent();
  }

  @Test
  void tensorsAreNamedByTheirSide() {
    assertThat(tensors(towers(TwoTowerConfig.of(4, 6, true))))
        .containsExactly(
            "context.layers.0.weight",
            "context.layers.0.bias",
            "context.layers.2.weight",
            "context.layers.2.bias",
            "target.layers.0.weight",
            "target.layers.0.bias",
            "target.layers.2.weight",
            "target.layers.2.bias");
  }

  @Test
  void oneEncoderOfBothSidesTellsAlikeFromUnlike() {
    TwoTower shared =
        TwoTower.of(
            StateSpace.real(5),
            StateSpace.real(5),
            new TwoTowerConfig(List.of(new Dense(4)), null, true, null, null, true));
    shared.initialise(RandomStream.of(2));
    assertThat(tensors(shared)).containsExactly("context.layers.0.weight", "context.layers.0.bias");
    Batch rows = Batch.allocate(7, 5);
    RandomStream.of(3).fillGaussian(rows.array(), 0, rows.length());
    double[] energies = new double[7];
    shared.given(rows).energies(rows, energies);
    for (double energy : energies) {
      assertThat(energy).isCloseTo(-1, within(1e-6)); // the embedding with itself
    }
  }

  @Test
  void whatDoesNotFitIsTold() {
    assertThatThrownBy(
            () ->
                towers(new TwoTowerConfig(LAYERS, List.of(new Dense(2)), false, null, null, true)))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "both sides must give as many numbers, but the context's gives 3 and the target's 2")
        .extracting(e -> ((SettingException) e).setting())
        .isEqualTo("target");
    assertThatThrownBy(
            () ->
                towers(
                    new TwoTowerConfig(
                        null, List.of(new Dense(2), new Add()), false, null, null, true)))
        .isInstanceOf(SettingException.class)
        .extracting(e -> ((SettingException) e).setting())
        .isEqualTo("target[1]");
    assertThatThrownBy(() -> towers(new TwoTowerConfig(null, null, true, null, null, true)))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "needs contexts and targets of as many numbers, but contexts have 3 and targets 5");
    assertThatThrownBy(() -> new TwoTowerConfig(null, LAYERS, true, null, null, true))
        .hasMessage("has the encoder 'context' if 'shared'");
    assertThatThrownBy(() -> new TwoTowerConfig(LAYERS, LAYERS, false, 3, null, true))
        .hasMessage("is for perceptrons; where both encoders have layers, leave it out");
  }

  @Test
  void dataWithoutPairsAreRefused() {
    Dataset plain = Dataset.of(StateSpace.real(2), Batch.allocate(4, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TwoTowerFactory()
                    .create(
                        TwoTowerConfig.of(4, 0, true), TestContext.builder().data(plain).build()))
        .withMessageContaining("as those of 'halves'");
  }
}
