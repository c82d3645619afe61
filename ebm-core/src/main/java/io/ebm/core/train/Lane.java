package io.ebm.core.train;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shards that follow each other and whose gradients and losses are added up in their order: what
 * one worker does at a time. A minibatch has at most 16 lanes, however many shards.
 */
public final class Lane {

  private final int number;
  private final ShardWork work;
  private final List<Shard> shards;
  private final Gradient gradient;
  private final @Nullable Gradient own;
  private double loss;

  /**
   * Creates it.
   *
   * @param gradient by the model's parameters
   * @param own by the objectives' own parameters, if they have any
   */
  Lane(int number, ShardWork work, List<Shard> shards, Gradient gradient, @Nullable Gradient own) {
    this.number = number;
    this.work = work;
    this.shards = List.copyOf(shards);
    this.gradient = gradient;
    this.own = own;
  }

  /** Its number among the lanes. */
  public int number() {
    return number;
  }

  /** Does the work of its shards in a round, here. */
  public void work(Round round) {
    if (round.number() == 0) {
      begin();
    }
    for (Shard shard : shards) {
      loss += work.run(round, shard, gradient);
    }
  }

  private void begin() {
    gradient.clear();
    if (own != null) {
      own.clear();
    }
    loss = 0;
  }

  /**
   * What another process needs to know to do the work in a round: everything that it depends on.
   *
   * @return bytes for {@link Steps#answer}
   */
  public byte[] request(Round round) {
    return LaneMessages.request(this, round);
  }

  /** Takes over what another process answered to a {@link #request}. */
  public void accept(byte[] answer) {
    LaneMessages.accept(this, answer);
  }

  ShardWork shardWork() {
    return work;
  }

  List<Shard> shards() {
    return shards;
  }

  Parameters parameters() {
    return gradient.parameters();
  }

  Gradient gradient() {
    return gradient;
  }

  @Nullable Gradient own() {
    return own;
  }

  /** The sum of the losses of its shards in this step. */
  double loss() {
    return loss;
  }

  void loss(double sum) {
    loss = sum;
  }

  @Override
  public String toString() {
    int first = shards.get(0).index();
    int last = shards.get(shards.size() - 1).index();
    return first == last ? "shard " + first : "shards " + first + " to " + last;
  }
}
