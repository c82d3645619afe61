package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.GibbsSampled;
import io.ebm.api.RandomStream;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory as a programmer uses it. */
class AssociativeMemoryTest {

  private static final int UNITS = 130;

  static Stream<IntFunction<AssociativeMemory>> all() {
    return Stream.of(
        AssociativeMemory::hebb,
        AssociativeMemory::storkey,
        AssociativeMemory::projection,
        n -> AssociativeMemory.dense(n, 3),
        AssociativeMemory::exponential,
        n -> AssociativeMemory.modern(n, 1));
  }

  @ParameterizedTest
  @MethodSource("all")
  void findsWhatAProbeResembles(IntFunction<AssociativeMemory> kind) {
    Batch patterns = Patterns.spins(7, UNITS, 1);
    AssociativeMemory memory = kind.apply(UNITS);
    memory.store(patterns);
    float[] probe = Patterns.flipped(patterns.slice(4, 5), 20).array();
    float[] before = probe.clone();
    Recall recall = memory.retrieve(probe);
    assertThat(probe).isEqualTo(before);
    assertThat(recall.nearest()).isEqualTo(4);
    assertThat(recall.spurious()).isFalse();
    assertThat(recall.settled()).isTrue();
    assertThat(recall.steps()).isBetween(1, 5);
    assertThat(recall.overlap()).isGreaterThan(0.9999);
    double[] energy = new double[1];
    memory.energy().energies(Batch.of(recall.state(), UNITS), energy);
    assertThat(recall.energy()).isEqualTo(energy[0]);
  }

  @ParameterizedTest
  @MethodSource("all")
  void storedOneByOneOrAllAtOnceIsTheSame(IntFunction<AssociativeMemory> kind) {
    Batch patterns = Patterns.spins(9, UNITS, 2);
    AssociativeMemory once = kind.apply(UNITS);
    once.store(patterns);
    AssociativeMemory parts = kind.apply(UNITS);
    parts.store(patterns.slice(0, 4));
    parts.retrieve(patterns.slice(0, 1).copy());
    for (int p = 4; p < 9; p++) {
      parts.store(patterns.slice(p, p + 1).copy().array());
    }
    assertThat(parts.size()).isEqualTo(9);
    assertSame(once, parts);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsForgottenWasNeverThere(IntFunction<AssociativeMemory> kind) {
    Batch patterns = Patterns.spins(8, UNITS, 3);
    AssociativeMemory forgetting = kind.apply(UNITS);
    forgetting.store(patterns);
    forgetting.forget(5);
    AssociativeMemory without = kind.apply(UNITS);
    without.store(patterns.slice(0, 5));
    without.store(patterns.slice(6, 8));
    assertThat(forgetting.patterns(0, 7).array()).isEqualTo(without.patterns(0, 7).array());
    assertSame(forgetting, without);
  }

  private static void assertSame(AssociativeMemory a, AssociativeMemory b) {
    Batch x = Patterns.spins(20, UNITS, 4);
    Batch y = x.copy();
    Retrieval one = a.retrieve(x);
    Retrieval other = b.retrieve(y);
    for (int i = 0; i < x.length(); i++) {
      assertThat(x.array()[i])
          .isCloseTo(y.array()[i], org.assertj.core.api.Assertions.within(1e-4f));
    }
    assertThat(one.nearest()).isEqualTo(other.nearest());
    assertThat(one.steps()).isEqualTo(other.steps());
  }

  @Test
  void tellsSpuriousStates() {
    Batch patterns = Patterns.spins(3, UNITS, 5);
    AssociativeMemory memory = AssociativeMemory.hebb(UNITS);
    memory.store(patterns);
    float[] mixture = new float[UNITS]; // the majority of three patterns is a minimum too
    for (int i = 0; i < UNITS; i++) {
      mixture[i] = Math.signum(patterns.get(0, i) + patterns.get(1, i) + patterns.get(2, i));
    }
    Recall recall = memory.retrieve(mixture);
    assertThat(recall.settled()).isTrue();
    assertThat(recall.spurious()).isTrue();
    assertThat(recall.overlap()).isBetween(0.3, 0.7);
  }

  @Test
  void unknownPartsAreFilledIn() {
    Batch patterns = Patterns.spins(2000, UNITS, 6);
    AssociativeMemory memory = AssociativeMemory.exponential(UNITS);
    memory.store(patterns);
    float[] probe = patterns.slice(77, 78).copy().array();
    java.util.Arrays.fill(probe, 0, 65, Float.NaN);
    assertThat(memory.retrieve(probe).nearest()).isEqualTo(77);
    assertThat(memory.retrieve(probe).spurious()).isFalse();
  }

  @Test
  void itsEnergyCanBeSampled() {
    AssociativeMemory memory = AssociativeMemory.dense(UNITS, 3);
    Batch patterns = Patterns.spins(4, UNITS, 7);
    memory.store(patterns);
    Batch x = patterns.copy();
    memory.energy().as(GibbsSampled.class).orElseThrow().sweep(x, 5, 5, RandomStream.of(1));
    Batch end = x.copy();
    assertThat(memory.retrieve(end).nearest()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void reportsItsCapacity() {
    AssociativeMemory memory = AssociativeMemory.hebb(UNITS);
    memory.store(Patterns.spins(6, UNITS, 8));
    CapacityReport report = memory.capacityReport(100, 1);
    assertThat(report.load()).isEqualTo(6.0 / UNITS);
    assertThat(report.rows()).hasSize(3);
    assertThat(report.rows().get(0).tried()).isEqualTo(6);
    assertThat(report.rows().get(0).exact()).isEqualTo(1);
    assertThat(report.rows().get(0).overlap()).isEqualTo(1);
    assertThat(report.rows().get(1).exact()).isGreaterThan(0.8);
    assertThat(report.toString()).contains("6 patterns of 130 units, load 0.046", "overlap");
    assertThat(memory.capacityReport(100, 1)).isEqualTo(report);
  }

  @Test
  void mistakesAreExplained() {
    AssociativeMemory memory = AssociativeMemory.hebb(4);
    assertThatThrownBy(() -> memory.retrieve(1, 1, 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing is stored yet");
    assertThatThrownBy(() -> memory.store(1, -1, 1))
        .hasMessage(
            "patterns of 3 values were given to a network of 4 units; each needs exactly 4");
    assertThatThrownBy(() -> memory.store(1, -1, 0, 1))
        .hasMessage(
            "pattern 0 has 0.0 at position 2; allowed are -1 and 1. Patterns of 0 and 1 become"
                + " spins by 2 x - 1");
    assertThatThrownBy(() -> memory.store(1, -1, 0.3f, 1)).hasMessageContaining("0.3");
    assertThat(memory.size()).isZero();
    memory.store(1, -1, 1, 1);
    assertThatThrownBy(() -> memory.retrieve(1, -1, 2, 1))
        .hasMessage(
            "probe 0 has 2.0 at position 2; allowed are -1 and 1, and NaN for what is not known");
    assertThatThrownBy(() -> memory.retrieve(1, -1))
        .hasMessage("a probe of 2 values for a memory of 4 units");
    assertThatThrownBy(() -> memory.forget(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> AssociativeMemory.modern(3, 0))
        .hasMessage("beta must be positive, but is 0.0");
    assertThatThrownBy(() -> AssociativeMemory.modern(2, 1).store(1, Float.NaN))
        .hasMessage("pattern 0 has NaN at position 1; allowed are finite numbers");
    AssociativeMemory projection = AssociativeMemory.projection(10);
    assertThatThrownBy(() -> projection.store(Patterns.spins(10, 10, 1)))
        .hasMessage(
            "the projection rule holds at most 9 patterns of 10 units, but there are 10; a dense"
                + " associative memory holds more");
    assertThat(projection.size()).isZero();
  }

  @Test
  void badCouplingsAreExplained() {
    float[] none = new float[2];
    assertThatThrownBy(() -> Hopfield.of(new float[][] {{0, 1}, {2, 0}}, none))
        .hasMessage(
            "couplings must be symmetric, or there is no energy: between 1 and 0 they are 2.0 and"
                + " 1.0");
    assertThatThrownBy(() -> Hopfield.of(new float[][] {{0, 1}, {1, 3}}, none))
        .hasMessage("the coupling of unit 1 with itself must be 0, but is 3.0");
    assertThatThrownBy(() -> Hopfield.of(new float[][] {{0, 1}, {1}}, none))
        .hasMessageContaining("square");
    assertThatThrownBy(() -> Hopfield.of(new float[][] {{0, 1}, {1, 0}}, new float[3]))
        .hasMessageContaining("thresholds");
  }
}
