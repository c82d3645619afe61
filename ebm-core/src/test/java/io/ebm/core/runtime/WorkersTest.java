package io.ebm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.FullBatchOptimizer.RangeTask;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void sumsOverRangesAreTheSameBitsOnAnyNumberOfThreads() {
    for (int n : new int[] {0, 1, FullBatchOptimizer.RANGE, 5 * FullBatchOptimizer.RANGE + 7}) {
      int[] visits = new int[n];
      RangeTask task =
          (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
              visits[i]++;
              sum += Math.sin(i);
            }
            return sum;
          };
      FullBatchOptimizer.Loss alone = gradient -> 0;
      double expected = alone.sum(n, task);
      for (int threads : new int[] {1, 2, 5}) {
        try (Workers workers = new Workers(threads)) {
          assertThat(workers.sum(n, task)).as("%d threads", threads).isEqualTo(expected);
        }
      }
      assertThat(Arrays.stream(visits).allMatch(count -> count == 4)).as("n = %d", n).isTrue();
    }
  }

  @Test
  void turnsOfATaskFollowEachOtherAndAllAreDone() {
    for (int threads : new int[] {1, 2, 5}) {
      try (Workers workers = new Workers(threads)) {
        for (int count : new int[] {0, 1, 3, 40}) {
          int[] next = new int[count];
          workers.forEachInTurns(
              count, 50, (number, turn) -> next[number] = next[number] == turn ? turn + 1 : -1);
          assertThat(Arrays.stream(next).allMatch(done -> done == 50))
              .as("%d tasks on %d threads", count, threads)
              .isTrue();
        }
      }
    }
  }

  @Test
  void noThreadIsWithoutWorkWhileTasksInTurnsWait() {
    try (Workers workers = new Workers(2)) {
      // Three tasks on two threads: until one of them is done, there are always two turns at a
      // time.
      CyclicBarrier both = new CyclicBarrier(2);
      AtomicInteger begun = new AtomicInteger();
      workers.forEachInTurns(
          3,
          10,
          (number, turn) -> {
            if (begun.getAndIncrement() < 20) {
              meet(both);
            }
          });
    }
  }

  @Test
  void theFailureOfTheLowestTaskIsThrownAndOthersAreDone() {
    for (int threads : new int[] {2, 5}) {
      try (Workers workers = new Workers(threads)) {
        int[] turns = new int[4];
        assertThatThrownBy(
                () ->
                    workers.forEachInTurns(
                        4,
                        6,
                        (number, turn) -> {
                          if (number % 2 == 1 && turn == 3) {
                            throw new IllegalStateException("task " + number);
                          }
                          turns[number]++;
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("task 1");
        assertThat(turns).containsExactly(6, 3, 6, 3);
      }
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("a thread had no work", e);
    }
  }
}
