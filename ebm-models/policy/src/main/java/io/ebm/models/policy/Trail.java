package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.Episodes;
import io.ebm.api.Sizes;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/**
 * The last steps of every row, from which transitions over several steps are made: {@code r_1 + γ
 * r_2 + … + γ^(n-1) r_n}. At the end of an episode the shorter ones are made too.
 */
final class Trail implements Checkpointed {

  private final int steps;
  private final double discount;
  private final Batch observations;
  private final Batch actions;
  private final double[] rewards;
  private final long[] firsts;
  private final long[] lengths;

  Trail(int rows, int steps, double discount, int observationDim, int actionDim) {
    this.steps = steps;
    this.discount = discount;
    int kept = Sizes.product("the steps that a transition spans", rows, steps);
    observations = Batch.allocate(kept, observationDim);
    actions = Batch.allocate(kept, actionDim);
    rewards = new double[kept];
    firsts = new long[rows];
    lengths = new long[rows];
  }

  /**
   * Adds a step of a row and hands over the transitions that are whole now.
   *
   * @param before what was seen before the step
   * @param after what was seen after it
   */
  void add(
      int row,
      Batch before,
      Batch chosen,
      double reward,
      byte end,
      Batch after,
      ReplayMemory into) {
    int at = slot(row, lengths[row]);
    observations.copyRow(at, before, row);
    actions.copyRow(at, chosen, row);
    rewards[at] = reward;
    lengths[row]++;
    if (end == Episodes.RUNNING && lengths[row] < steps) {
      return;
    }
    do {
      double sum = 0;
      double factor = 1;
      for (long k = 0; k < lengths[row]; k++) {
        sum += factor * rewards[slot(row, k)];
        factor *= discount;
      }
      double future = end == Episodes.TERMINATED ? 0 : factor;
      into.add(observations, actions, slot(row, 0), sum, future, after, row);
      firsts[row] = (firsts[row] + 1) % steps;
      lengths[row]--;
    } while (end != Episodes.RUNNING && lengths[row] > 0);
  }

  private int slot(int row, long k) {
    return row * steps + (int) ((firsts[row] + k) % steps);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("observations", observations.array());
    writer.put("actions", actions.array());
    writer.put("rewards", rewards);
    writer.put("firsts", firsts);
    writer.put("lengths", lengths);
  }

  @Override
  public void restore(StateReader reader) {
    copy(reader.floats("observations"), observations.array());
    copy(reader.floats("actions"), actions.array());
    System.arraycopy(reader.doubles("rewards"), 0, rewards, 0, rewards.length);
    System.arraycopy(reader.longs("firsts"), 0, firsts, 0, firsts.length);
    System.arraycopy(reader.longs("lengths"), 0, lengths, 0, lengths.length);
  }

  private static void copy(float[] from, float[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException("a checkpoint of other steps does not fit these");
    }
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
