package io.ebm.models.boltzmann.pairwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Factory;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoriesTest {

  @TempDir Path folder;

  @Nested
  class IsingContract extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new IsingFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("shape", List.of(4, 4));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("shape", List.of()),
          new Bad("shape", List.of(3, 0)),
          new Bad("shape", List.of(2, 2, 2, 2)),
          new Bad("shape", List.of(1 << 15, 1 << 15)),
          new Bad("graph", "also.txt"),
          new Bad("coupling", Double.NaN),
          new Bad("field", Double.POSITIVE_INFINITY),
          new Bad("temperature", 0.0));
    }
  }

  @Nested
  class PottsContract extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PottsFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("shape", List.of(4, 4), "levels", 3);
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("levels", 1),
          new Bad("levels", 257),
          new Bad("fields", List.of(1.0, 2.0)),
          new Bad("fields", List.of(1.0, 2.0, Double.NaN)),
          new Bad("coupling", Double.NaN),
          new Bad("temperature", -1.0));
    }
  }

  @Nested
  class BoltzmannMachineContract extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new BoltzmannMachineFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("hidden", -1), new Bad("scale", -0.1));
    }
  }

  private TestContext context() {
    return TestContext.builder().folder(folder).build();
  }

  private static IsingConfig ising(Map<String, ?> given) {
    return Defaults.create(IsingConfig.class, given);
  }

  @Test
  void aLatticeIsMadeAsAsked() {
    IsingConfig config =
        ising(Map.of("shape", List.of(3, 4), "coupling", 2.0, "field", 0.5, "temperature", 4.0));
    Ising energy = new IsingFactory().create(config, context());
    assertThat(energy.space()).isEqualTo(StateSpace.spin(3, 4));
    Batch up = Batch.allocate(1, 12);
    up.fill(1);
    double[] out = new double[1];
    energy.energies(up, out);
    assertThat(out[0]).isCloseTo(-(24 * 2 + 12 * 0.5) / 4, Offset.offset(1e-6));
    assertThat(energy.parameters().tensors())
        .extracting(Parameters.Tensor::name)
        .containsExactly("couplings", "fields");
  }

  @Test
  void disorderDrawsSignsOrNormalNumbers() {
    Map<String, Object> given = Map.of("shape", List.of(50, 50), "disorder", Disorder.SIGNS);
    float[] signs = new IsingFactory().create(ising(given), context()).parameters().values();
    double sum = 0;
    for (int e = 0; e < 5000; e++) {
      assertThat(Math.abs(signs[e])).isEqualTo(1);
      sum += signs[e];
    }
    assertThat(Math.abs(sum)).isLessThan(5 * Math.sqrt(5000));
    given = Map.of("shape", List.of(50, 50), "disorder", Disorder.NORMAL, "coupling", 2.0);
    float[] normal = new IsingFactory().create(ising(given), context()).parameters().values();
    double squares = 0;
    for (int e = 0; e < 5000; e++) {
      squares += normal[e] * normal[e] / 5000;
    }
    assertThat(squares).isCloseTo(4, Offset.offset(5 * 4 * Math.sqrt(2.0 / 5000)));
  }

  @Test
  void aGraphComesFromItsFile() throws IOException {
    Files.writeString(folder.resolve("g.txt"), "3 2\n1 2 -1\n2 3 0.5\n");
    Ising ising = new IsingFactory().create(ising(Map.of("graph", "g.txt")), context());
    assertThat(ising.space()).isEqualTo(StateSpace.spin(3));
    assertThat(ising.parameters().values()).containsExactly(-1, 0.5f, 0, 0, 0);
    PottsConfig config =
        Defaults.create(
            PottsConfig.class,
            Map.of("graph", "g.txt", "levels", 3, "fields", List.of(1.0, 0.0, 2.0)));
    Potts potts = new PottsFactory().create(config, context());
    assertThat(potts.parameters().values()).containsExactly(-1, 0.5f, 1, 0, 2, 1, 0, 2, 1, 0, 2);
  }

  @Test
  void neitherShapeNorGraphIsAMistake() {
    assertThatThrownBy(() -> ising(Map.of()))
        .hasMessage(
            "is missing: give the extents of a lattice here, or the name of a file as 'graph'");
  }

  @Test
  void whatIsTooLargeToSumSaysWhatIsPossible() {
    Ising large = new IsingFactory().create(ising(Map.of("shape", List.of(5, 5))), context());
    assertThat(Capabilities.has(large, Tractable.class)).isFalse();
    assertThat(Capabilities.has(large.at(0), Tractable.class)).isTrue();
    assertThat(large.lack(Tractable.class))
        .hasValue(
            "it has 25 units of 2 levels, and 2^24 states are the most that are summed, which is 24"
                + " units; estimate log Z instead, for instance by ais");
    assertThatThrownBy(() -> large.logPartitions(1, new double[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("24 units");
    double[] base = new double[1];
    large.at(0).logPartitions(1, base);
    assertThat(base[0]).isCloseTo(25 * Math.log(2), Offset.offset(1e-12));
  }

  private static TestContext.Builder data(StateSpace space, Batch rows) {
    return TestContext.builder().data(TestDataset.of(space, rows));
  }

  @Test
  void aMachineStartsFromTheDatasBaseRates() {
    Batch rows = Batch.of(new float[] {1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0}, 2);
    BoltzmannMachineConfig config =
        Defaults.create(BoltzmannMachineConfig.class, Map.of("hidden", 2));
    BoltzmannMachine machine =
        new BoltzmannMachineFactory().create(config, data(StateSpace.binary(2), rows).build());
    Parameters parameters = machine.parameters();
    assertThat(parameters.tensors())
        .extracting(Parameters.Tensor::name)
        .containsExactly("weights", "visible-bias", "hidden-bias");
    int bias = parameters.tensor("visible-bias").offset();
    assertThat(parameters.tensor("weights").shape()).containsExactly(6);
    assertThat(parameters.values()[bias]).isEqualTo((float) Math.log(7 / 1.0));
    assertThat(parameters.values()[bias + 1]).isEqualTo((float) Math.log(4 / 4.0));
    assertThat(parameters.values()[0]).isNotZero().isBetween(-0.06f, 0.06f);
  }

  @Test
  void aMachinesMistakesAreNamed() throws IOException {
    BoltzmannMachineFactory factory = new BoltzmannMachineFactory();
    BoltzmannMachineConfig many =
        Defaults.create(BoltzmannMachineConfig.class, Map.of("hidden", 21));
    TestContext binary = TestContext.builder().dataSpace(StateSpace.binary(4)).build();
    assertThatThrownBy(() -> factory.create(many, binary))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "21 hidden units are coupled with each other, and the energy sums over all their states;"
                + " the most are 20: take fewer hidden units, or a graph that couples fewer of them"
                + " with each other");
    BoltzmannMachineConfig plain = Defaults.create(BoltzmannMachineConfig.class, Map.of());
    TestContext spins = TestContext.builder().dataSpace(StateSpace.spin(4)).build();
    assertThatThrownBy(() -> factory.create(plain, spins))
        .hasMessage(
            "a Boltzmann machine is over zeros and ones, but the data are in Spin[shape=[4]]");
    Files.writeString(folder.resolve("g.txt"), "3 1\n1 2\n");
    BoltzmannMachineConfig graph =
        Defaults.create(BoltzmannMachineConfig.class, Map.of("graph", "g.txt", "hidden", 1));
    assertThat(factory.create(graph, context()).space()).isEqualTo(StateSpace.binary(2));
    TestContext four = data(StateSpace.binary(4), Batch.allocate(2, 4)).folder(folder).build();
    assertThatThrownBy(() -> factory.create(graph, four))
        .hasMessage("the graph has 3 units, but the data have 4 and 1 are hidden: it must have 5");
  }
}
