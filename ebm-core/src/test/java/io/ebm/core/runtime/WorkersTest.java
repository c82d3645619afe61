package io.ebm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.FullBatchOptimizer.RangeTask;
import java.util.Arrays;
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
}
