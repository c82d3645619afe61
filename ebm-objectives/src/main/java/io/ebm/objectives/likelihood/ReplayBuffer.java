package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * More chains than are moved at a step (Du and Mordatch 2019): at each a few are taken at random,
 * each at most once, and put back when they have moved.
 */
final class ReplayBuffer implements Checkpointed {

  private final int size;
  private @Nullable Batch states;
  private int[] places = new int[0];

  /**
   * A buffer.
   *
   * @param size how many states all shards of a minibatch keep together
   */
  ReplayBuffer(int size) {
    this.size = size;
  }

  /** Whether there are states. */
  boolean filled() {
    return states != null;
  }

  /**
   * New states, all zero.
   *
   * @param rows how many are taken at a step
   * @param batch how many all shards take together
   */
  Batch fill(int rows, int batch, int dim) {
    int share = Math.max(rows, (int) Math.round((double) size * rows / batch));
    states = Batch.allocate(share, dim);
    return states;
  }

  /** Takes as many states as there are rows for them. */
  void take(Batch into, RandomStream random) {
    Batch all = all();
    if (places.length != all.size()) {
      places = new int[all.size()];
    }
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    for (int row = 0; row < into.size(); row++) { // Fisher-Yates, as far as needed
      int other = row + random.nextInt(places.length - row);
      int place = places[other];
      places[other] = places[row];
      places[row] = place;
      into.copyRow(row, all, place);
    }
  }

  /** Puts those back that were taken last. */
  void putBack(Batch moved) {
    Batch all = all();
    for (int row = 0; row < moved.size(); row++) {
      all.copyRow(places[row], moved, row);
    }
  }

  private Batch all() {
    Batch all = states;
    if (all == null) {
      throw new IllegalStateException("the buffer is empty");
    }
    return all;
  }

  @Override
  public void save(StateWriter writer) {
    if (states != null) {
      writer.put("shape", new long[] {states.size(), states.dim()});
      writer.put("states", states.array());
    }
  }

  @Override
  public void restore(StateReader reader) {
    states = null;
    if (reader.has("shape")) {
      long[] shape = reader.longs("shape");
      states = Batch.of(reader.floats("states"), 0, (int) shape[0], (int) shape[1]);
    }
  }
}
