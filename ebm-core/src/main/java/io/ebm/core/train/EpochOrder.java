package io.ebm.core.train;

import io.ebm.api.RandomStream;

/**
 * The order in which examples come: a fresh permutation each epoch, one after the other without a
 * gap, so that every example is used and every minibatch is full. It is a function of the position
 * alone; nothing need be saved to resume.
 */
final class EpochOrder {

  private final int size;
  private final RandomStream random;
  private final int[] permutation;
  private long epoch = -1;

  EpochOrder(int size, RandomStream random) {
    this.size = size;
    this.random = random;
    this.permutation = new int[size];
  }

  /** Writes the indices of the examples at {@code position}, {@code position + 1}, … */
  void indices(long position, int[] into) {
    for (int i = 0; i < into.length; i++) {
      long at = position + i;
      moveTo(at / size);
      into[i] = permutation[(int) (at % size)];
    }
  }

  private void moveTo(long wanted) {
    if (wanted == epoch) {
      return;
    }
    RandomStream stream = random.split(wanted);
    for (int i = 0; i < size; i++) {
      int j = stream.nextInt(i + 1);
      permutation[i] = permutation[j];
      permutation[j] = i;
    }
    epoch = wanted;
  }
}
