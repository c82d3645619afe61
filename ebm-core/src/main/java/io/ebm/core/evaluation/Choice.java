package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;

/** Which of many rows are looked at. */
final class Choice {

  private Choice() {}

  /** So many different numbers from 0 to {@code size - 1}, in a random order. */
  static int[] of(int size, int count, RandomStream random) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
    }
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      int k = i + random.nextInt(size - i);
      chosen[i] = all[k];
      all[k] = all[i];
    }
    return chosen;
  }

  /** A new batch of at most so many examples: all in their order, or a random choice. */
  static Batch rows(Examples examples, int dim, int most, RandomStream random) {
    if (examples.size() <= most) {
      return examples.range(0, examples.size(), dim);
    }
    Batch rows = Batch.allocate(most, dim);
    examples.read(of(examples.size(), most, random), 0, rows);
    return rows;
  }
}
