package io.ebm.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {

  private record Buffer(int size, int first, int last) {
    boolean meets(Buffer other) {
      return first <= other.last && other.first <= last;
    }
  }

  @RepeatedTest(20)
  void whatLivesTogetherLiesApart(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Buffer> buffers = new ArrayList<>();
    MemoryPlan plan = new MemoryPlan();
    int all = 0;
    for (int i = 0; i < 40; i++) {
      int first = random.nextInt(60);
      Buffer buffer = new Buffer(1 + random.nextInt(100), first, first + random.nextInt(12));
      buffers.add(buffer);
      plan.use(i, buffer.size(), buffer.first());
      plan.use(i, buffer.size(), buffer.last());
      all += buffer.size();
    }
    plan.place();
    for (int i = 0; i < buffers.size(); i++) {
      assertThat(plan.at(i) + buffers.get(i).size()).isLessThanOrEqualTo(plan.size());
      for (int j = 0; j < i; j++) {
        boolean apart =
            plan.at(i) + buffers.get(i).size() <= plan.at(j)
                || plan.at(j) + buffers.get(j).size() <= plan.at(i);
        assertThat(apart || !buffers.get(i).meets(buffers.get(j))).isTrue();
      }
    }
    assertThat(plan.size()).isLessThan(all);
  }

  @Test
  void placesAreUsedAgain() {
    MemoryPlan plan = new MemoryPlan();
    for (int i = 0; i < 10; i++) {
      plan.use(i, 8, i);
      plan.use(i, 8, i + 1);
    }
    plan.place();
    assertThat(plan.size()).isEqualTo(16);
    assertThat(plan.at("unused")).isEqualTo(-1);
  }
}
