package io.ebm.bench.reliability;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices of one case, which follow from a seed and the case's number alone. */
final class Choice {

  private final SplittableRandom random;

  Choice(long seed, long number) {
    random = new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
    random.nextLong();
  }

  /** A number from 0 to below {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean with(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T of(List<T> list) {
    return list.get(below(list.size()));
  }
}
