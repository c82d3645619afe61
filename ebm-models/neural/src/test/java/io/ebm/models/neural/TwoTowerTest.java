package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.ConditionalConformance;
import io.ebm.testkit.TestContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TwoTowerTest {

  private abstract static class Case extends ConditionalConformance<Batch> {
    private final TwoTower model;

    Case(int hidden, boolean normalise) {
      model = new TwoTower(StateSpace.real(5), 3, new TwoTowerConfig(4, hidden, normalise));
      model.initialise(RandomStream.of(2));
    }

    @Override
    protected Conditional<Batch> model() {
      return model;
    }

    @Override
    protected Batch contexts(int count) {
      Batch rows = Batch.allocate(count, 3);
      RandomStream.of(9).fillGaussian(rows.array(), 0, rows.length());
      return rows;
    }
  }

  @Nested
  class Normalised extends Case {
    Normalised() {
      super(6, true);
    }
  }

  @Nested
  class OfAnyLength extends Case {
    OfAnyLength() {
      super(6, false);
    }
  }

  @Nested
  class Linear extends Case {
    Linear() {
      super(0, true);
    }
  }

  @Test
  void dataWithoutPairsAreRefused() {
    Dataset plain = Dataset.of(StateSpace.real(2), Batch.allocate(4, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TwoTowerFactory()
                    .create(
                        new TwoTowerConfig(4, 0, true), TestContext.builder().data(plain).build()))
        .withMessageContaining("as those of 'halves'");
  }
}
