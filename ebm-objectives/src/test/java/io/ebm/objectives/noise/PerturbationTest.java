package io.ebm.objectives.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.Trial;
import io.ebm.testkit.Statistics;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PerturbationTest {

  @Nested
  class ConditionalNceOfSequences extends Trial {
    ConditionalNceOfSequences() {
      super(
          Objectives.component(new ConditionalNceFactory(), Map.of("ratio", 2)),
          TestModels::sequences,
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class EnergyDiscrepancyOfSequences extends Trial {
    EnergyDiscrepancyOfSequences() {
      super(
          Objectives.component(new EnergyDiscrepancyFactory(), Map.of("samples", 3)),
          TestModels::sequences,
          Promise.VALUE);
    }
  }

  /** Symbols before the end become each of the others alike, as often there as back; ends stay. */
  @Test
  void sequencesKeepTheirLength() {
    for (int end = 0; end < 5; end++) {
      StateSpace.Categorical space = new StateSpace.Categorical(6, 5, end);
      Batch x = Batch.allocate(20_000, 6);
      space.randomStart(x, RandomStream.of(1));
      Batch y = Batch.allocate(x.size(), 6);
      new Perturbation(1, 0.4).apply(space, x, y, RandomStream.of(2).split(end));
      long[][] counts = new long[5][5];
      for (int row = 0; row < x.size(); row++) {
        assertThat(space.symbols(y, row)).isEqualTo(space.symbols(x, row));
        assertThat(space.isSequence(y, row)).isTrue();
        for (int i = 0; i < 6 && x.get(row, i) != end; i++) {
          counts[(int) x.get(row, i)][(int) y.get(row, i)]++;
        }
      }
      for (int from = 0; from < 5; from++) {
        double[] law = new double[5];
        Arrays.fill(law, 0.4 / 3);
        law[from] = 0.6;
        law[end] = 0;
        if (from != end) {
          assertThat(Statistics.chiSquare(counts[from], law)).isGreaterThan(1e-4);
        }
      }
    }
  }

  @Test
  void aSymbolWithoutOthersStays() {
    StateSpace.Categorical space = new StateSpace.Categorical(5, 2, 0);
    Batch x = Batch.allocate(50, 5);
    space.randomStart(x, RandomStream.of(1));
    Batch y = Batch.allocate(50, 5);
    new Perturbation(1, 0.9).apply(space, x, y, RandomStream.of(2));
    assertThat(y.array()).isEqualTo(x.array());
  }
}
