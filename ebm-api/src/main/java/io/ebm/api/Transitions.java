package io.ebm.api;

/**
 * What followed some examples of an actor's experience: row {@code i} tells of example {@code i},
 * whose context is the observation and whose target is the action. Of several steps taken together,
 * the reward is {@code r_1 + γ r_2 + … + γ^(n-1) r_n}, the next observation the one after the last
 * of them.
 *
 * @param rewards the rewards, one per row
 * @param discounts by what the value of the next observation counts: {@code γ^n}, or 0 where the
 *     episode terminated
 * @param next the next observations
 * @param from the first row of {@code rewards} and {@code discounts} that belongs to this block
 */
@SuppressWarnings("ArrayRecordComponent") // a view of what a data set holds, never compared
public record Transitions(float[] rewards, float[] discounts, Batch next, int from)
    implements Rows<Transitions> {

  /** The reward of a row. */
  public float reward(int row) {
    return rewards[from + row];
  }

  /** By what the value of a row's next observation counts. */
  public float discount(int row) {
    return discounts[from + row];
  }

  @Override
  public int size() {
    return next.size();
  }

  @Override
  public Transitions slice(int first, int last) {
    return new Transitions(rewards, discounts, next.slice(first, last), from + first);
  }
}
