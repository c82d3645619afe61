package io.ebm.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentedTest {

  /** Adds uniform noise, of a number of draws that is random too. */
  private static final Augmentation.Transform NOISE =
      (rows, row, random) -> {
        for (int n = random.nextInt(5); n >= 0; n--) {
          rows.set(row, 0, rows.get(row, 0) + random.nextFloat());
        }
      };

  private static final Augmented TWICE =
      new Augmented(List.of(NOISE, NOISE), RandomStream.of(1).split("training.augmentations"));

  private static float[] whole(long step) {
    Batch rows = Batch.allocate(100, 1);
    TWICE.apply(rows, step, 0);
    return rows.array();
  }

  /** However a minibatch is cut into shards. */
  @Test
  void aRowDependsOnStepAndPlaceAlone() {
    float[] whole = whole(7);
    for (int length : new int[] {1, 3, 64}) {
      Batch rows = Batch.allocate(100, 1);
      for (int from = 0; from < 100; from += length) {
        TWICE.apply(rows.slice(from, Math.min(100, from + length)), 7, from);
      }
      assertThat(rows.array()).isEqualTo(whole);
    }
    assertThat(whole(7)).isEqualTo(whole);
    assertThat(whole(8)).isNotEqualTo(whole);
    assertThat(whole).doesNotHaveDuplicates();
  }

  @Test
  void rowsTakeTurnsOnTheirStream() {
    RandomStream random = RandomStream.of(1).split("training.augmentations").split(7).split(42);
    Batch row = Batch.allocate(1, 1);
    NOISE.apply(row, 0, random);
    NOISE.apply(row, 0, random);
    assertThat(whole(7)[42]).isEqualTo(row.get(0, 0));
    Batch sequence = Batch.allocate(1, 1);
    Augmentation.Transform.sequence(List.of(NOISE, NOISE))
        .apply(sequence, 0, RandomStream.of(1).split("training.augmentations").split(7).split(42));
    assertThat(sequence.get(0, 0)).isEqualTo(row.get(0, 0));
    Augmented.NOTHING.apply(row, 3, 0);
    assertThat(row.get(0, 0)).isEqualTo(sequence.get(0, 0));
  }
}
