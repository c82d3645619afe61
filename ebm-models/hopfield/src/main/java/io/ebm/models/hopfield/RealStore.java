package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Real patterns, in a modern Hopfield network that is made when it is asked for. */
final class RealStore implements Store {

  private final StateSpace space;
  private final double beta;
  private float[] values = new float[0];
  private int count;
  private volatile @Nullable ModernHopfield network;

  RealStore(int dim, double beta) {
    this.space = new StateSpace.Real(List.of(dim));
    this.beta = beta;
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public void add(Batch patterns) {
    Spins.check(patterns, space, count);
    int dim = space.dim();
    int needed = Sizes.product("the patterns", Math.addExact(count, patterns.size()), dim);
    if (needed > values.length) {
      values = Arrays.copyOf(values, Math.max(needed, (int) Math.min(1 << 30, 1.5 * needed)));
    }
    System.arraycopy(patterns.array(), patterns.offset(), values, count * dim, patterns.length());
    count += patterns.size();
    network = null;
  }

  @Override
  public void remove(int index) {
    int dim = space.dim();
    System.arraycopy(values, (index + 1) * dim, values, index * dim, (count - index - 1) * dim);
    count--;
    network = null;
  }

  @Override
  public Batch patterns(int from, int to) {
    return Batch.of(values, from * space.dim(), to - from, space.dim()).copy();
  }

  @Override
  public Retrieving memory() {
    ModernHopfield made = network;
    if (made == null) {
      made = ModernHopfield.of(Batch.of(values, 0, count, space.dim()), beta);
      network = made;
    }
    return made;
  }
}
