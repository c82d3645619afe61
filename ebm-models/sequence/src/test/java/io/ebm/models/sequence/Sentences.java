package io.ebm.models.sequence;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestDataset;

/** Small spaces of sequences, and data in them. */
final class Sentences {

  /** Of four symbols, none of which ends a sequence. */
  static final StateSpace.Categorical ENDLESS = new StateSpace.Categorical(4, 3);

  /** Of up to four symbols, of which 1 ends a sequence. */
  static final StateSpace.Categorical ENDING = new StateSpace.Categorical(4, 3, 1);

  private Sentences() {}

  /** Rows in which a symbol often follows itself. */
  static TestDataset data(StateSpace.Categorical space, int rows) {
    RandomStream random = RandomStream.of(11);
    Batch x = Batch.allocate(rows, space.length());
    space.randomStart(x, random);
    for (int row = 0; row < rows; row++) {
      for (int t = 1; t < space.length(); t++) {
        if (x.get(row, t) != space.end() && random.nextInt(2) == 0) {
          x.set(row, t, x.get(row, t - 1));
        }
      }
    }
    return TestDataset.of(space, x);
  }

  static TestContext context(StateSpace.Categorical space) {
    return TestContext.builder().seed(5).data(data(space, 40)).build();
  }
}
