package io.ebm.models.crf;

import io.ebm.api.Conditional;
import io.ebm.testkit.ConditionalConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract of the energies of a field, on sentences that fill the space. */
class CrfConformanceTest {

  abstract static class Case extends ConditionalConformance<Sentences> {
    private final SentenceData data;
    private final Crf model;

    Case(List<String> templates, double scale) {
      data = Toy.data(Toy.text(seed(), 3, 5, 5, 5, 5, 5, 5, 5, 5), templates);
      model = Toy.crf(data, scale, seed());
    }

    @Override
    protected Conditional<Sentences> model() {
      return model;
    }

    @Override
    protected Sentences contexts(int count) {
      int[] numbers = new int[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = i % data.train().size();
      }
      return data.train().contexts(numbers, 0, count);
    }
  }

  @Nested
  class WithTransitions extends Case {
    WithTransitions() {
      super(Toy.PLAIN, 1);
    }
  }

  @Nested
  class WithEdges extends Case {
    WithEdges() {
      super(Toy.EDGED, 1);
    }
  }

  @Nested
  class WithoutTransitions extends Case {
    WithoutTransitions() {
      super(List.of("U0:%x[0,0]", "U1:%x[0,1]"), 1);
    }
  }
}
