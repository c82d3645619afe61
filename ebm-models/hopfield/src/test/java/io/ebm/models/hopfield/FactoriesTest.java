package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Factory;
import io.ebm.api.StateSpace;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FactoriesTest {

  @Nested
  class HopfieldContract extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new HopfieldFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("patterns", 0),
          new Bad("patience", 0),
          new Bad("temperature", 0.0),
          new Bad("shape", List.of()),
          new Bad("shape", List.of(3, 0)));
    }
  }

  @Nested
  class DenseContract extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new DenseMemoryFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("degree", 1),
          new Bad("degree", 65),
          new Bad("patterns", 0),
          new Bad("patience", 0),
          new Bad("temperature", -1.0));
    }
  }

  @Nested
  class ModernContract extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ModernHopfieldFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("beta", 0.0),
          new Bad("scale", 0.0),
          new Bad("heads", -1),
          new Bad("headDim", 4),
          new Bad("patterns", 0),
          new Bad("patience", 0));
    }
  }

  private static TestContext context(StateSpace space, Batch rows) {
    return TestContext.builder().data(Dataset.of(space, rows)).build();
  }

  private static HopfieldConfig hopfield(String key, Object value) {
    return Defaults.create(HopfieldConfig.class, Map.of(key, value));
  }

  @Test
  void theTrainingExamplesAreThePatterns() {
    Batch patterns = Patterns.spins(4, 60, 1);
    for (StateSpace space : List.of(StateSpace.spin(60), StateSpace.real(60))) {
      Hopfield network =
          new HopfieldFactory().create(hopfield("patterns", 3), context(space, patterns));
      assertThat(network.space()).isEqualTo(StateSpace.spin(60));
      assertThat(network.patterns()).isEqualTo(3);
      Batch x = Patterns.flipped(patterns.slice(0, 3), 6);
      assertThat(network.retrieve(x, null, 100).nearest()).containsExactly(0, 1, 2);
      assertThat(x.array()).isEqualTo(patterns.slice(0, 3).copy().array());
    }
  }

  @Test
  void zerosAndOnesAreSpinsToo() {
    Batch zerosAndOnes = Batch.allocate(3, 50);
    StateSpace space = StateSpace.binary(5, 10);
    space.randomStart(zerosAndOnes, io.ebm.api.RandomStream.of(2));
    DenseMemory memory =
        new DenseMemoryFactory()
            .create(
                Defaults.create(DenseMemoryConfig.class, Map.of()), context(space, zerosAndOnes));
    assertThat(memory.space()).isEqualTo(space);
    Batch x = zerosAndOnes.copy();
    for (int r = 0; r < 3; r++) {
      for (int i = 0; i < 10; i++) {
        x.set(r, i, 1 - x.get(r, i));
      }
    }
    memory.retrieve(x, null, 100);
    assertThat(x.array()).isEqualTo(zerosAndOnes.array());
  }

  @Test
  void modernPatternsMayBeLearned() {
    Batch rows = Patterns.normal(9, 6, 3);
    ModernHopfield stored =
        new ModernHopfieldFactory()
            .create(
                Defaults.create(ModernHopfieldConfig.class, Map.of()),
                context(StateSpace.real(6), rows));
    assertThat(stored.parameters().values()).isEqualTo(rows.array());
    ModernHopfield random =
        new ModernHopfieldFactory()
            .create(
                Defaults.create(
                    ModernHopfieldConfig.class,
                    Map.of("begin", ModernHopfieldConfig.Begin.RANDOM, "patterns", 5, "heads", 3)),
                context(StateSpace.real(6), rows));
    assertThat(random.parameters().tensor("projections").shape()).containsExactly(3, 2, 6);
    assertThat(random.parameters().tensor("patterns").shape()).containsExactly(5, 6);
  }

  @Test
  void whatDoesNotFitIsExplained() {
    Batch rows = Patterns.spins(12, 10, 4);
    rows.set(3, 7, 0.25f);
    assertThatThrownBy(
            () ->
                new HopfieldFactory()
                    .create(hopfield("patience", 5), context(StateSpace.real(10), rows)))
        .hasMessage(
            "pattern 3 has 0.25 at position 7; allowed are -1 and 1. Grey values become zeros and"
                + " ones by the data's setting \"binarize\"");
    rows.set(3, 7, 1);
    assertThatThrownBy(
            () ->
                new HopfieldFactory()
                    .create(hopfield("rule", Rule.PROJECTION), context(StateSpace.real(10), rows)))
        .hasMessageStartingWith("the projection rule holds at most 9 patterns of 10 units");
    assertThatThrownBy(
            () ->
                new HopfieldFactory()
                    .create(hopfield("patterns", 13), context(StateSpace.real(10), rows)))
        .hasMessage("patterns: 13 are to be stored, but there are 12 examples");
    assertThatThrownBy(
            () -> new HopfieldFactory().create(hopfield("patience", 5), TestContext.of(1)))
        .hasMessageContaining("needs \"data\"");
    assertThatThrownBy(
            () ->
                new ModernHopfieldFactory()
                    .create(
                        Defaults.create(ModernHopfieldConfig.class, Map.of()),
                        context(StateSpace.spin(10), rows)))
        .hasMessageContaining("real states");
  }
}
