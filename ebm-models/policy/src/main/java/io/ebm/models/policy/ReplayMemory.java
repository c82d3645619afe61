package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.Experience;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.api.Transitions;
import java.util.Arrays;
import java.util.Optional;

/** The transitions of the last steps; the oldest make room for new ones. */
final class ReplayMemory implements Experience, Checkpointed {

  private final int capacity;
  private final StateSpace observed;
  private final Batch observations;
  private final Batch actions;
  private final Batch next;
  private final float[] rewards;
  private final float[] discounts;
  private long added;

  ReplayMemory(int capacity, StateSpace observed, int actionDim) {
    this.capacity = capacity;
    this.observed = observed;
    observations = Batch.allocate(capacity, observed.dim());
    actions = Batch.allocate(capacity, actionDim);
    next = Batch.allocate(capacity, observed.dim());
    rewards = new float[capacity];
    discounts = new float[capacity];
  }

  /** Adds a transition; rows are copied. */
  void add(
      Batch from,
      Batch chosen,
      int row,
      double reward,
      double discount,
      Batch after,
      int afterRow) {
    int at = (int) (added++ % capacity);
    observations.copyRow(at, from, row);
    actions.copyRow(at, chosen, row);
    next.copyRow(at, after, afterRow);
    rewards[at] = (float) reward;
    discounts[at] = (float) discount;
  }

  @Override
  public int size() {
    return (int) Math.min(added, capacity);
  }

  @Override
  public void read(int[] indices, int from, Batch into) {
    gather(actions, indices, from, into);
  }

  @Override
  public Batch contexts(int[] indices, int from, int count) {
    return gather(observations, indices, from, Batch.allocate(count, observations.dim()));
  }

  @Override
  public Optional<StateSpace> contextSpace() {
    return Optional.of(observed);
  }

  @Override
  public Transitions transitions(int[] indices, int from, int count) {
    float[] reward = new float[count];
    float[] discount = new float[count];
    for (int i = 0; i < count; i++) {
      reward[i] = rewards[indices[from + i]];
      discount[i] = discounts[indices[from + i]];
    }
    Batch after = gather(next, indices, from, Batch.allocate(count, next.dim()));
    return new Transitions(reward, discount, after, 0);
  }

  private static Batch gather(Batch source, int[] indices, int from, Batch into) {
    for (int i = 0; i < into.size(); i++) {
      into.copyRow(i, source, indices[from + i]);
    }
    return into;
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("added", new long[] {added});
    writer.put("observations", Arrays.copyOf(observations.array(), size() * observations.dim()));
    writer.put("actions", Arrays.copyOf(actions.array(), size() * actions.dim()));
    writer.put("next", Arrays.copyOf(next.array(), size() * next.dim()));
    writer.put("rewards", Arrays.copyOf(rewards, size()));
    writer.put("discounts", Arrays.copyOf(discounts, size()));
  }

  @Override
  public void restore(StateReader reader) {
    added = reader.longs("added")[0];
    restore(reader, "observations", observations.array(), size() * observations.dim());
    restore(reader, "actions", actions.array(), size() * actions.dim());
    restore(reader, "next", next.array(), size() * next.dim());
    restore(reader, "rewards", rewards, size());
    restore(reader, "discounts", discounts, size());
  }

  private static void restore(StateReader reader, String name, float[] into, int length) {
    float[] saved = reader.floats(name);
    if (saved.length != length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + saved.length + " " + name + " does not fit this replay memory");
    }
    System.arraycopy(saved, 0, into, 0, length);
  }
}
