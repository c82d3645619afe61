package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How networks of spins go downhill. */
class RetrievalTest {

  private static final int UNITS = 70;

  static Stream<EnergyFunction> asynchronous() {
    Batch patterns = Patterns.spins(40, UNITS, 3);
    return Stream.of(
        HopfieldConformanceTest.random(StateSpace.spin(UNITS), Updates.ASYNCHRONOUS, 1),
        DenseMemory.of(patterns, Interaction.POLYNOMIAL, 2),
        DenseMemory.of(patterns, Interaction.POLYNOMIAL, 3),
        DenseMemory.of(patterns, Interaction.RECTIFIED, 5),
        DenseMemory.of(patterns, Interaction.EXPONENTIAL, 2));
  }

  @ParameterizedTest
  @MethodSource("asynchronous")
  void asynchronousUpdatesNeverRaiseTheEnergy(EnergyFunction energy) {
    Batch x = Patterns.spins(100, UNITS, 4);
    double[] energies = new double[x.size()];
    energy.energies(x, energies);
    int moves = 0;
    boolean settled = false;
    for (int step = 0; !settled; step++) {
      Retrieval found = energy.as(Retrieving.class).orElseThrow().retrieve(x, null, 1);
      settled = true;
      for (int r = 0; r < x.size(); r++) {
        assertThat(found.energies()[r])
            .as("row %d, step %d", r, step)
            .isLessThanOrEqualTo(energies[r] + 1e-6 * Math.abs(energies[r]));
        energies[r] = found.energies()[r];
        moves += found.steps()[r];
        settled &= found.steps()[r] == 0;
      }
      assertThat(step).isLessThan(100);
    }
    assertThat(moves).as("steps that changed something").isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("asynchronous")
  void theEndIsAMinimumAmongItsNeighbours(EnergyFunction energy) {
    Batch x = Patterns.spins(20, UNITS, 5);
    Retrieval found = energy.as(Retrieving.class).orElseThrow().retrieve(x, null, 100);
    Batch neighbours = Batch.allocate(UNITS, UNITS);
    double[] energies = new double[UNITS];
    for (int r = 0; r < x.size(); r++) {
      assertThat(found.settled()[r]).isTrue();
      for (int i = 0; i < UNITS; i++) {
        neighbours.copyRow(i, x, r);
        neighbours.set(i, i, -x.get(r, i));
      }
      energy.energies(neighbours, energies);
      for (double neighbour : energies) {
        assertThat(neighbour)
            .isGreaterThanOrEqualTo(found.energies()[r] - 1e-6 * Math.abs(found.energies()[r]));
      }
    }
  }

  @Test
  void hebbsCouplingsAndPackedPatternsAreOneNetwork() {
    Batch patterns = Patterns.spins(7, UNITS, 6);
    StateSpace space = StateSpace.spin(UNITS);
    PatternBits bits = new PatternBits(space);
    bits.add(patterns);
    Descent fixed = new Descent(UNITS, Updates.ASYNCHRONOUS, false, 100, RandomStream.of(1));
    Hopfield coupled = new Hopfield(space, 2, fixed, bits);
    coupled.learner(Rule.HEBB).learn(bits, 0, 7);
    DenseMemory packed = new DenseMemory(space, bits, Interaction.POLYNOMIAL, 2, 2, fixed);
    Batch x = Patterns.spins(64, UNITS, 7);
    double[] a = new double[64];
    double[] b = new double[64];
    coupled.energies(x, a);
    packed.energies(x, b);
    for (int r = 0; r < 64; r++) {
      assertThat(b[r]).isCloseTo(a[r] - 7.0 / 2 / 2, within(1e-4));
    }
    Batch y = x.copy();
    Retrieval one = coupled.retrieve(x, null, 100);
    Retrieval other = packed.retrieve(y, null, 100);
    assertThat(x.array()).isEqualTo(y.array());
    assertThat(one.steps()).isEqualTo(other.steps());
    assertThat(one.nearest()).isEqualTo(other.nearest());
    assertThat(one.overlaps()).isEqualTo(other.overlaps());
  }

  @ParameterizedTest
  @EnumSource(Interaction.class)
  void synchronousUpdatesTakeTheSignOfTheGapInEnergy(Interaction interaction) {
    Batch patterns = Patterns.spins(11, 20, 8);
    StateSpace space = StateSpace.spin(20);
    PatternBits bits = new PatternBits(space);
    bits.add(patterns);
    Descent together = new Descent(20, Updates.SYNCHRONOUS, true, 100, RandomStream.of(1));
    DenseMemory memory = new DenseMemory(space, bits, interaction, 3, 1, together);
    Batch x = Patterns.spins(30, 20, 9);
    Batch next = x.copy();
    memory.retrieve(next, null, 1);
    double[] energies = new double[2];
    for (int r = 0; r < x.size(); r++) {
      for (int i = 0; i < 20; i++) {
        Batch both = Batch.allocate(2, 20);
        both.copyRow(0, x, r);
        both.copyRow(1, x, r);
        both.set(0, i, -1);
        both.set(1, i, 1);
        memory.energies(both, energies);
        double gap = energies[0] - energies[1];
        if (Math.abs(gap) > 1e-9) {
          assertThat(next.get(r, i)).as("%d, %d", r, i).isEqualTo(gap > 0 ? 1f : -1f);
        }
      }
    }
  }

  /** With 100 patterns floats hold the sums of overlaps; with 1,900 so much alike they do not. */
  @ParameterizedTest
  @ValueSource(ints = {100, 1900})
  void synchronousUpdatesAreThoseOfWholeNumbers(int count) {
    int units = 10_000;
    StateSpace space = StateSpace.spin(units);
    Batch x = Patterns.spins(2, units, 3);
    PatternBits bits = new PatternBits(space);
    Batch pattern = Batch.allocate(1, units);
    long[] fields = new long[2 * units];
    for (int p = 0; p < count; p++) {
      long[] overlaps = new long[2];
      for (int i = 0; i < units; i++) {
        pattern.set(0, i, (i + 7 * p) % 32 == 0 ? -x.get(0, i) : x.get(0, i));
        for (int r = 0; r < 2; r++) {
          overlaps[r] += (long) (pattern.get(0, i) * x.get(r, i));
        }
      }
      bits.add(pattern);
      for (int i = 0; i < units; i++) {
        for (int r = 0; r < 2; r++) {
          long self = (long) x.get(r, i);
          long spin = (long) pattern.get(0, i);
          fields[r * units + i] += spin * overlaps[r] - self;
        }
      }
    }
    Descent together = new Descent(units, Updates.SYNCHRONOUS, true, 100, RandomStream.of(1));
    Batch next = x.copy();
    new DenseMemory(space, bits, Interaction.POLYNOMIAL, 2, 1, together).retrieve(next, null, 1);
    for (int k = 0; k < fields.length; k++) {
      float expected = fields[k] == 0 ? x.array()[k] : Long.signum(fields[k]);
      assertThat(next.array()[k]).as("number %d", k).isEqualTo(expected);
    }
  }

  @Test
  void synchronousUpdatesOfCouplingsTakeTheSignOfTheField() {
    float[][] w = {{0, -1, 0.5f}, {-1, 0, 0}, {0.5f, 0, 0}};
    Hopfield network = Hopfield.of(w, new float[] {0, 0.2f, -2});
    double[] energy = new double[1];
    network.energies(Batch.of(new float[] {1, 1, -1}, 3), energy);
    assertThat(energy[0]).isCloseTo(1 + 0.5 + 0.2 + 2, within(1e-6));
    Hopfield together =
        new Hopfield(
            StateSpace.spin(2),
            1,
            new Descent(2, Updates.SYNCHRONOUS, true, 100, RandomStream.of(1)),
            null);
    together.parameters().values()[0] = -1;
    Batch x = Batch.of(new float[] {1, 1}, 2);
    Retrieval found = together.retrieve(x, null, 100);
    assertThat(found.settled()[0]).as("a cycle of two").isFalse();
    assertThat(found.nearest()[0]).isEqualTo(-1);
    assertThat(found.overlaps()[0]).isNaN();
  }

  @ParameterizedTest
  @MethodSource("asynchronous")
  void whatIsGivenIsHeldAndWhatIsNotKnownIsFilledIn(EnergyFunction energy) {
    Batch x = Patterns.spins(5, UNITS, 3); // the first patterns of those stored
    Batch whole = x.copy();
    Batch given = x.copy();
    for (int r = 0; r < 5; r++) {
      for (int i = 0; i < 20; i++) {
        given.set(r, i, Float.NaN);
        x.set(r, i, Float.NaN);
      }
    }
    Retrieval found = energy.as(Retrieving.class).orElseThrow().retrieve(x, given, 100);
    assertThat(energy.space().firstOutside(x)).isEqualTo(-1);
    int wrong = 0;
    for (int r = 0; r < 5; r++) {
      assertThat(found.settled()[r]).isTrue();
      for (int i = 0; i < UNITS; i++) {
        if (i >= 20) {
          assertThat(x.get(r, i)).isEqualTo(whole.get(r, i));
        } else if (x.get(r, i) != whole.get(r, i)) {
          wrong++;
        }
      }
    }
    if (energy instanceof DenseMemory memory && !memory.quadratic()) {
      assertThat(wrong).as("a dense memory knows the rest").isZero();
    }
  }

  @Test
  void rowsDoNotDependOnTheirBatch() {
    DenseMemory memory = DenseMemory.of(Patterns.spins(30, UNITS, 3), Interaction.POLYNOMIAL, 3);
    Batch x = Patterns.spins(10, UNITS, 4);
    Batch alone = x.slice(7, 8).copy();
    memory.retrieve(x, null, 100);
    memory.retrieve(alone, null, 100);
    assertThat(alone.array()).isEqualTo(x.slice(7, 8).copy().array());
  }

  @Test
  void largeNetworksWithoutTheSquareDescendTheSame() {
    int units = Triangle.SQUARE + 10;
    StateSpace space = StateSpace.spin(units);
    PatternBits bits = new PatternBits(space);
    bits.add(Patterns.spins(40, units, 10));
    Descent fixed = new Descent(units, Updates.ASYNCHRONOUS, false, 100, RandomStream.of(1));
    Hopfield coupled = new Hopfield(space, 1, fixed, bits);
    coupled.learner(Rule.HEBB).learn(bits, 0, 40);
    DenseMemory packed = new DenseMemory(space, bits, Interaction.POLYNOMIAL, 2, 1, fixed);
    Batch x = Patterns.flipped(bits.states(0, 4), units / 5);
    Batch y = x.copy();
    assertThat(coupled.retrieve(x, null, 100).spurious()).containsOnly(false);
    packed.retrieve(y, null, 100);
    assertThat(x.array()).isEqualTo(y.array());
  }
}
