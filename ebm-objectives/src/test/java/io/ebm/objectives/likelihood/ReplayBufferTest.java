package io.ebm.objectives.likelihood;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateMemory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {

  /** A buffer whose state i is i. */
  private static ReplayBuffer numbered(int size, int rows, int batch) {
    ReplayBuffer buffer = new ReplayBuffer(size);
    Batch all = buffer.fill(rows, batch, 1);
    for (int i = 0; i < all.size(); i++) {
      all.set(i, 0, i);
    }
    return buffer;
  }

  @Test
  void aShardKeepsItsShare() {
    assertThat(new ReplayBuffer(1000).fill(32, 128, 3).size()).isEqualTo(250);
    assertThat(new ReplayBuffer(128).fill(32, 128, 3).size()).isEqualTo(32);
  }

  @Test
  void noStateIsTakenTwiceAtAStepAndAllAreTakenInTheEnd() {
    ReplayBuffer buffer = numbered(40, 10, 10);
    boolean[] taken = new boolean[40];
    Batch rows = Batch.allocate(10, 1);
    for (int step = 0; step < 60; step++) {
      buffer.take(rows, RandomStream.of(1).split(step));
      assertThat(Arrays.stream(toInts(rows)).distinct()).hasSize(10);
      for (int place : toInts(rows)) {
        taken[place] = true;
      }
    }
    assertThat(taken).containsOnly(true);
  }

  @Test
  void whatHasMovedIsPutBackAndSurvives() {
    ReplayBuffer buffer = numbered(40, 10, 10);
    Batch rows = Batch.allocate(10, 1);
    buffer.take(rows, RandomStream.of(2));
    for (int i = 0; i < 10; i++) {
      rows.set(i, 0, rows.get(i, 0) + 100);
    }
    buffer.putBack(rows);
    StateMemory memory = new StateMemory();
    buffer.save(memory);
    ReplayBuffer restored = new ReplayBuffer(40);
    restored.restore(memory);
    Batch all = Batch.allocate(40, 1);
    restored.take(all, RandomStream.of(3));
    int[] values = toInts(all);
    assertThat(Arrays.stream(values).filter(value -> value >= 100)).hasSize(10);
    assertThat(Arrays.stream(values).map(value -> value % 100).sorted().toArray())
        .isEqualTo(java.util.stream.IntStream.range(0, 40).toArray());
  }

  private static int[] toInts(Batch rows) {
    int[] values = new int[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) rows.get(i, 0);
    }
    return values;
  }
}
