package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** What a good energy should find implausible: examples taken apart, and noise. */
final class Negatives {

  private Negatives() {}

  /** Each row with its coordinates in a random order: the same values in the wrong places. */
  static Batch shuffled(Batch rows, RandomStream random) {
    Batch shuffled = rows.copy();
    for (int i = 0; i < shuffled.size(); i++) {
      for (int j = shuffled.dim() - 1; j > 0; j--) {
        int k = random.nextInt(j + 1);
        float swap = shuffled.get(i, j);
        shuffled.set(i, j, shuffled.get(i, k));
        shuffled.set(i, k, swap);
      }
    }
    return shuffled;
  }

  /**
   * As many rows of uniform noise, over the range of the rows' values or the levels of the space.
   */
  static Batch uniform(Batch rows, StateSpace space, RandomStream random) {
    Batch noise = Batch.allocate(rows.size(), rows.dim());
    if (space.levels() > 0) {
      space.randomStart(noise, random);
      return noise;
    }
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < rows.length(); i++) {
      low = Math.min(low, rows.array()[rows.offset() + i]);
      high = Math.max(high, rows.array()[rows.offset() + i]);
    }
    random.fillUniform(noise.array(), 0, noise.length());
    for (int i = 0; i < noise.length(); i++) {
      noise.array()[i] = low + (high - low) * noise.array()[i];
    }
    return noise;
  }
}
