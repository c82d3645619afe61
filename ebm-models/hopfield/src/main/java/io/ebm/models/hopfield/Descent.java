package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Bits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How spins go downhill.
 *
 * @param units how many spins
 * @param updates one by one or all at once
 * @param random whether one by one means an order drawn for every sweep, the same for all states,
 *     rather than ascending
 * @param patience the most steps
 * @param stream where orders come from
 */
record Descent(int units, Updates updates, boolean random, int patience, RandomStream stream) {

  static final int PATIENCE = 100;

  /** One by one, in random order. */
  static Descent standard(int units) {
    return new Descent(units, Updates.ASYNCHRONOUS, true, PATIENCE, RandomStream.of(0));
  }

  boolean synchronous() {
    return updates == Updates.SYNCHRONOUS;
  }

  /** The orders of the sweeps, each made when it is first asked for; for one thread. */
  Orders orders() {
    return new Orders(this);
  }

  /** Orders made so far. */
  static final class Orders {

    private final Descent descent;
    private final List<int[]> made = new ArrayList<>();

    private Orders(Descent descent) {
      this.descent = descent;
    }

    int[] of(int sweep) {
      if (!descent.random && !made.isEmpty()) {
        return made.get(0);
      }
      while (made.size() <= sweep) {
        made.add(descent.order(made.size()));
      }
      return made.get(sweep);
    }
  }

  private int[] order(int sweep) {
    int[] order = new int[units];
    Arrays.setAll(order, i -> i);
    if (random) {
      RandomStream own = stream.split(sweep);
      for (int i = units - 1; i > 0; i--) {
        int j = own.nextInt(i + 1);
        int other = order[i];
        order[i] = order[j];
        order[j] = other;
      }
    }
    return order;
  }

  /**
   * Puts what is given into a state of spins, and marks it as held.
   *
   * @param given values of the space, NaN where a unit is free; or null
   * @param held receives a bit for every unit
   */
  static void hold(
      StateSpace space, @Nullable Batch given, int row, float[] spins, int at, long[] held) {
    Arrays.fill(held, 0, Bits.words(space.dim()), 0);
    if (given == null) {
      return;
    }
    boolean binary = space instanceof StateSpace.Binary;
    for (int i = 0; i < space.dim(); i++) {
      float value = given.get(row, i);
      if (!Float.isNaN(value)) {
        spins[at + i] = binary ? 2 * value - 1 : value;
        held[i >>> 6] |= 1L << i;
      }
    }
  }
}
