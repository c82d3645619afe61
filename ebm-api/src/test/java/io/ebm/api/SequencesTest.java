package io.ebm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SequencesTest {

  private static final float END = 2;
  private static final StateSpace.Categorical SPACE = new StateSpace.Categorical(4, 3, 2);

  @Test
  void symbolsAreCountedUpToTheEnd() {
    Batch x =
        Batch.of(new float[] {END, END, END, END, 0, 1, END, END, 1, 1, 0, 0, 0, END, 1, END}, 0, 4, 4);
    int[] symbols = new int[4];
    boolean[] sequences = new boolean[4];
    for (int row = 0; row < 4; row++) {
      symbols[row] = SPACE.symbols(x, row);
      sequences[row] = SPACE.isSequence(x, row);
    }
    assertThat(symbols).containsExactly(1, 3, 4, 2);
    assertThat(sequences).containsExactly(true, true, true, false);
    StateSpace.Categorical endless = new StateSpace.Categorical(4, 3);
    assertThat(endless.symbols(x, 0)).isEqualTo(4);
    assertThat(endless.isSequence(x, 3)).isTrue();
  }

  @Test
  void anEndIsALabelOrNone() {
    assertThat(new StateSpace.Categorical(2, 3).end()).isEqualTo(-1);
    assertThat(SPACE).isNotEqualTo(new StateSpace.Categorical(4, 3));
    assertThat(SPACE).hasToString("Categorical[length=4, levels=3, end=2]");
    assertThatThrownBy(() -> new StateSpace.Categorical(4, 3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no categorical space of length 4 with 3 levels, of which 3 ends sequences");
  }

  @Test
  void randomStartsAreSequencesOfAllLengths() {
    Batch x = Batch.allocate(400, 4);
    SPACE.randomStart(x, RandomStream.of(1));
    boolean[] seen = new boolean[5];
    for (int row = 0; row < 400; row++) {
      assertThat(SPACE.isSequence(x, row)).isTrue();
      seen[SPACE.symbols(x, row)] = true;
    }
    assertThat(seen).containsExactly(false, true, true, true, true);
  }

  /** There are 1 + 2 + 4 + 8 + 16 sequences, each as likely as the others. */
  @Test
  void uniformDrawsAreAllAlike() {
    int draws = 31_000;
    Batch x = Batch.allocate(draws, 4);
    Sequences.uniform(SPACE, x, RandomStream.of(1));
    Map<String, Integer> counts = new HashMap<>();
    for (int row = 0; row < draws; row++) {
      assertThat(SPACE.isSequence(x, row)).isTrue();
      counts.merge(Arrays.toString(x.slice(row, row + 1).copy().array()), 1, Integer::sum);
    }
    assertThat(counts).hasSize(31);
    assertThat(counts.values()).allSatisfy(n -> assertThat(n).isBetween(850, 1150));
    assertThat(Sequences.logCount(SPACE)).isCloseTo(Math.log(31), within(1e-12));
    assertThat(Sequences.logCount(new StateSpace.Categorical(4, 3)))
        .isCloseTo(4 * Math.log(3), within(1e-12));
    assertThat(Sequences.logCount(new StateSpace.Categorical(4, 1, 0))).isEqualTo(0);
    assertThat(Sequences.logCount(new StateSpace.Categorical(4, 2, 0)))
        .isCloseTo(Math.log(5), within(1e-12));
    Batch ends = Batch.allocate(3, 4);
    Sequences.uniform(new StateSpace.Categorical(4, 1, 0), ends, RandomStream.of(1));
    assertThat(ends.array()).containsOnly(0);
  }

  /** A change is forbidden if, and only if, it leaves no sequence. */
  @Test
  void forbidsChangesThatLeaveNoSequence() {
    Batch x = Batch.allocate(31 * 4, 4);
    Sequences.uniform(SPACE, x, RandomStream.of(5));
    Batch differences = Batch.allocate(x.size(), 12);
    Sequences.forbid(SPACE, x, differences);
    double[] energies = new double[1];
    for (int row = 0; row < x.size(); row++) {
      for (int site = 0; site < 4; site++) {
        for (int level = 0; level < 3; level++) {
          Batch changed = x.slice(row, row + 1).copy();
          changed.set(0, site, level);
          energies[0] = 0;
          Sequences.forbid(SPACE, changed, energies);
          assertThat((double) differences.get(row, site * 3 + level)).isEqualTo(energies[0]);
        }
      }
    }
  }
}
