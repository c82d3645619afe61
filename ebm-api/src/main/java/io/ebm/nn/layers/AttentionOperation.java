package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/**
 * Attention of several heads (Vaswani et al. 2017, "Attention is all you need", equation 1), state
 * by state: with {@code q, k, v} the columns of a head,
 *
 * <pre>{@code
 * s_ij = k_i · q_j / √d,    p_ij = exp(s_ij) / Σ_l exp(s_lj),    y_j = Σ_i p_ij v_i
 * }</pre>
 *
 * Queries are taken block by block, and of a block's {@code p} only {@code log Σ exp} is kept:
 * going back it is computed again (Dao et al. 2022, "FlashAttention"). {@link AttentionBlock} and
 * {@link AttentionSlopes} have the orders.
 */
final class AttentionOperation implements Operation {

  /** Each thread's room to work in. */
  private static final ThreadLocal<AttentionSlopes> BLOCK =
      ThreadLocal.withInitial(AttentionSlopes::new);

  private final int heads;
  private final int size;
  private final int values;
  private final boolean isSelf;
  private final boolean isCausal;
  private final boolean isMasked;
  private final int most;

  /**
   * Creates the operation. Its inputs are queries, keys and values one behind the other; or
   * queries, and keys and values; and behind them perhaps a mask of the keys.
   *
   * @param heads how many
   * @param size the numbers of a query of a head
   * @param values the numbers of a value of a head
   * @param isSelf whether the queries are of the same input as keys and values
   * @param isCausal whether a query sees the keys at no later position alone
   * @param isMasked whether there is a mask: keys where it is 0 are not seen
   * @param most keys of a state at most, for summaries
   */
  AttentionOperation(
      int heads,
      int size,
      int values,
      boolean isSelf,
      boolean isCausal,
      boolean isMasked,
      int most) {
    this.heads = heads;
    this.size = size;
    this.values = values;
    this.isSelf = isSelf;
    this.isCausal = isCausal;
    this.isMasked = isMasked;
    this.most = most;
  }

  int heads() {
    return heads;
  }

  /** The numbers of a query of a head. */
  int size() {
    return size;
  }

  /** The numbers of a value of a head. */
  int values() {
    return values;
  }

  boolean isCausal() {
    return isCausal;
  }

  /** The input with keys and values. */
  int keyInput() {
    return isSelf ? 0 : 1;
  }

  /** The input with the mask, or -1. */
  int mask() {
    return isMasked ? keyInput() + 1 : -1;
  }

  /** The first row of a head's queries in their input. */
  int queryRow(int head) {
    return head * size;
  }

  /** The first row of a head's keys in their input. */
  int keyRow(int head) {
    return ((isSelf ? heads : 0) + head) * size;
  }

  /** The first row of a head's values in their input. */
  int valueRow(int head) {
    return (isSelf ? 2 : 1) * heads * size + head * values;
  }

  @Override
  public int kept(int orders) {
    return heads;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public long multiplyAdds() {
    return (long) most * heads * (size + values);
  }

  @Override
  public void forward(Pass pass) {
    Segments queries = pass.segments();
    try (AttentionBlock block = BLOCK.get().open(this, pass)) {
      for (int row = 0; row < queries.rows(); row++) {
        for (int head = 0; head < heads; head++) {
          block.forward(row, head);
        }
      }
    }
    for (int order = pass.from(); order <= pass.to(); order++) {
      queries.pad(pass.memory(), pass.output(order), heads * values, order == 0);
    }
  }

  @Override
  public void backward(Pass pass) {
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int input = 0; input < pass.inputs(); input++) {
        if (pass.wants(input, order)) {
          int count = rows(input) * pass.columns(input);
          Vectors.fill(count, 0f, pass.memory(), pass.inputSlope(input, order));
        }
      }
    }
    Segments queries = pass.segments();
    try (AttentionSlopes block = BLOCK.get().open(this, pass)) {
      for (int row = 0; row < queries.rows(); row++) {
        for (int head = 0; head < heads; head++) {
          block.backward(row, head);
        }
      }
    }
  }

  private int rows(int input) {
    if (input == mask()) {
      return 1;
    }
    int ofQueries = input == 0 ? heads * size : 0;
    int ofKeys = input == keyInput() ? heads * (size + values) : 0;
    return ofQueries + ofKeys;
  }
}
