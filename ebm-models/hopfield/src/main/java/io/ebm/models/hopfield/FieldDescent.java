package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.math.Bits;
import io.ebm.math.Scratch;
import org.jspecify.annotations.Nullable;

/** Retrieval in a {@link Hopfield} network, by the fields of its spins. */
final class FieldDescent {

  /** How far a field is known that is kept up to date, in parts of the greatest. */
  private static final float ROUNDING = 2e-6f;

  private final Hopfield network;
  private final Descent descent;
  private final @Nullable PatternBits known;
  private final int units;

  FieldDescent(Hopfield network, Descent descent, @Nullable PatternBits known) {
    this.network = network;
    this.descent = descent;
    this.known = known;
    this.units = network.space().dim();
  }

  /** Moves a tile of spins, with what is given put in, and judges where they end. */
  Retrieval retrieve(
      int rows,
      float[] spins,
      @Nullable Batch given,
      int most,
      Descent.Orders orders,
      float[] square) {
    Retrieval found = Retrieval.allocate(rows);
    int words = Bits.words(units);
    try (Scratch scratch = Scratch.open()) {
      float[] fields = scratch.floats(rows * units);
      long[] held = scratch.longs(rows * words);
      long[] own = scratch.longs(words);
      for (int r = 0; r < rows; r++) {
        Descent.hold(network.space(), given, r, spins, r * units, own);
        System.arraycopy(own, 0, held, r * words, words);
      }
      guess(rows, spins, fields);
      if (descent.synchronous()) {
        together(rows, spins, fields, held, most, found);
      } else {
        oneByOne(rows, spins, fields, held, most, orders, square, found);
      }
      network.fields(rows, spins, 0, fields);
      for (int r = 0; r < rows; r++) {
        found.energies()[r] = network.energy(spins, r * units, fields, r * units);
        found.nearest()[r] = -1;
        found.overlaps()[r] = Double.NaN;
        if (known != null && known.count() > 0) {
          Bits.pack(units, spins, r * units, own, 0);
          known.judge(own, 0, r, found);
        }
      }
    }
    return found;
  }

  /** Spins that are not known follow the fields of those that are. */
  private void guess(int rows, float[] spins, float[] fields) {
    try (Scratch scratch = Scratch.open()) {
      float[] seen = scratch.floats(rows * units);
      boolean unknown = false;
      for (int i = 0; i < rows * units; i++) {
        boolean missing = Float.isNaN(spins[i]);
        unknown |= missing;
        seen[i] = missing ? 0 : spins[i];
      }
      if (!unknown) {
        return;
      }
      network.fields(rows, seen, 0, fields);
      for (int i = 0; i < rows * units; i++) {
        if (Float.isNaN(spins[i])) {
          spins[i] = fields[i] > 0 ? 1 : -1;
        }
      }
    }
  }

  private void oneByOne(
      int rows,
      float[] spins,
      float[] fields,
      long[] held,
      int most,
      Descent.Orders orders,
      float[] square,
      Retrieval found) {
    int words = Bits.words(units);
    boolean again = true;
    while (again) {
      again = false;
      network.fields(
          rows, spins, 0, fields); // exact ones: what rests by those that were updated may not
      for (int r = 0; r < rows; r++) {
        if (found.settled()[r]) {
          continue;
        }
        int steps = found.steps()[r];
        int begun = steps;
        boolean moved = true;
        while (moved && steps < most) {
          moved = sweepDown(orders.of(steps), spins, r * units, fields, held, r * words, square);
          steps += moved ? 1 : 0;
        }
        found.steps()[r] = steps;
        found.settled()[r] = !moved && steps == begun;
        again |= !moved && steps > begun;
      }
    }
  }

  private boolean sweepDown(
      int[] order, float[] spins, int at, float[] fields, long[] held, int heldAt, float[] square) {
    float least = 0;
    for (int i = at; i < at + units; i++) {
      least = Math.max(least, Math.abs(fields[i]));
    }
    least *= ROUNDING;
    boolean moved = false;
    for (int i : order) {
      float field = fields[at + i];
      if (field * spins[at + i] < -least && (held[heldAt + (i >>> 6)] >>> i & 1) == 0) {
        network.flip(i, spins, at, fields, at, square);
        moved = true;
      }
    }
    return moved;
  }

  private void together(
      int rows, float[] spins, float[] fields, long[] held, int most, Retrieval found) {
    int words = Bits.words(units);
    try (Scratch scratch = Scratch.open()) {
      float[] earlier = scratch.floats(rows * units);
      boolean[] stopped = new boolean[rows];
      boolean moving = true;
      for (int step = 0; moving && step < most; step++) {
        moving = false;
        network.fields(rows, spins, 0, fields);
        for (int r = 0; r < rows; r++) {
          if (stopped[r]) {
            continue;
          }
          int at = r * units;
          boolean moved = false;
          boolean cycle = step > 0;
          for (int i = 0; i < units; i++) {
            boolean free = (held[r * words + (i >>> 6)] >>> i & 1) == 0;
            float next = spins[at + i];
            if (free && fields[at + i] != 0) {
              next = Math.signum(fields[at + i]);
            }
            fields[at + i] = next;
            moved |= next != spins[at + i];
            cycle &= next == earlier[at + i];
          }
          found.settled()[r] = !moved;
          stopped[r] = !moved || cycle;
          if (!stopped[r]) {
            System.arraycopy(spins, at, earlier, at, units);
            System.arraycopy(fields, at, spins, at, units);
            found.steps()[r]++;
            moving = true;
          }
        }
      }
    }
  }
}
