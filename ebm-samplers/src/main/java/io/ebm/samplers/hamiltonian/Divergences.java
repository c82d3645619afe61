package io.ebm.samplers.hamiltonian;

import io.ebm.api.Batch;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** How many transitions of a tile diverged, and where the first of them left their chains. */
final class Divergences {

  private static final int KEPT = 16;

  private final int dim;
  private final float[] first;
  private long count;
  private int kept;

  Divergences(int dim) {
    this.dim = dim;
    this.first = new float[KEPT * dim];
  }

  /** Counts one, of the chain in a row. */
  void add(Batch states, int row) {
    count++;
    if (kept < KEPT) {
      System.arraycopy(states.array(), states.offset(row), first, kept * dim, dim);
      kept++;
    }
  }

  long count() {
    return count;
  }

  Batch first() {
    return Batch.of(first, 0, kept, dim).copy();
  }

  void save(StateWriter writer) {
    writer.put("counts", new long[] {count, kept});
    writer.put("first", first);
  }

  void restore(StateReader reader) {
    long[] counts = reader.longs("counts");
    count = counts[0];
    kept = (int) counts[1];
    System.arraycopy(reader.floats("first"), 0, first, 0, first.length);
  }
}
