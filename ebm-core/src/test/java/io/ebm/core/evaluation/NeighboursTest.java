package io.ebm.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.core.runtime.Workers;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  private static final int DIM = 7;

  private static Batch normal(int rows, int seed) {
    Batch batch = Batch.allocate(rows, DIM);
    RandomStream.of(seed).fillGaussian(batch.array(), 0, batch.length());
    return batch;
  }

  /** Rows that stand at a third of what they are in the source, less one. */
  private record Third(Batch rows) implements Dataset, Rescaled {
    @Override
    public StateSpace space() {
      return StateSpace.real(DIM);
    }

    @Override
    public Examples train() {
      return Examples.of(rows);
    }

    @Override
    public Examples heldOut() {
      return Examples.of(rows.slice(0, 0));
    }

    @Override
    public double centre(int coordinate) {
      return 3;
    }

    @Override
    public double scale(int coordinate) {
      return coordinate == 2 ? 30 : 3;
    }
  }

  private static void check(Dataset data, Batch source, int threads) {
    Batch rows = normal(21, 2);
    rows.copyRow(5, source, 401); // found again, at no distance
    try (Workers workers = new Workers(threads)) {
      Neighbours found = Neighbours.of(rows, data, workers);
      for (int i = 0; i < rows.size(); i++) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < source.size(); j++) {
          double sum = 0;
          for (int k = 0; k < DIM; k++) {
            sum += Math.pow((double) rows.get(i, k) - source.get(j, k), 2);
          }
          if (sum < least) {
            least = sum;
            best = j;
          }
        }
        assertThat(found.nearest()[i]).as("row %d", i).isEqualTo(best);
        assertThat(found.distances()[i]).isCloseTo(Math.sqrt(least), within(1e-6));
      }
      assertThat(found.nearest()[5]).isEqualTo(401);
      assertThat(found.distances()[5]).isZero();
    }
  }

  @Test
  void areThoseOfAllPairs() {
    Batch examples = normal(600, 1);
    check(Dataset.of(StateSpace.real(DIM), examples), examples, 1);
    check(Dataset.of(StateSpace.real(DIM), examples), examples, 3);
  }

  @Test
  void areFoundInTheUnitsOfTheSource() {
    Batch examples = normal(600, 1);
    Third data = new Third(examples);
    Batch source = examples.copy();
    data.restore(source);
    check(data, source, 2);
  }
}
