package io.ebm.core.train;

import io.ebm.api.Exchange;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Parameterised;
import io.ebm.api.Schedule;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.run.StateMap;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import io.ebm.core.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the loss and its gradient on minibatches: every shard, in as many rounds as shards have
 * something to tell each other, by a {@link Crew}. Sums are taken in the order of shards within a
 * lane and of lanes, so that results are the same bits whoever did the work. Used by one thread.
 */
public final class Steps {

  private final int rows;
  private final Crew crew;
  private final Exchange exchange;
  private final LaneGradients gradients;
  private final @Nullable JointParameters joint;
  private final List<Lane> lanes = new ArrayList<>();

  /**
   * What shards need to be evaluated.
   *
   * @param task the model and its examples
   * @param learnable the model's parameters
   * @param shards the parts of a minibatch
   * @param augmented how examples are changed
   * @param noise the standard deviation of normal noise on the data, over training
   * @param progress how far training is
   */
  public record Parts(
      Task<?> task,
      Parameterised learnable,
      List<Shard> shards,
      Augmented augmented,
      Schedule noise,
      RunProgress progress) {}

  /**
   * Creates it.
   *
   * @param sparse whether the optimizer can use sparse gradients and the model gives them
   * @param workers sum gradients
   */
  public Steps(Parts parts, boolean sparse, Crew crew, Workers workers) {
    List<Shard> shards = parts.shards();
    this.crew = crew;
    rows = shards.get(shards.size() - 1).to();
    exchange = new Exchange(shards.size());
    Tiles cut = new Tiles(rows, shards.size());
    Parameterised learnable = parts.learnable();
    joint =
        JointParameters.needed(shards)
            ? JointParameters.of(learnable, shards, cut::lane, cut.lanes())
            : null;
    gradients =
        new LaneGradients(learnable.parameters(), cut.lanes(), sparse && joint == null, workers);
    ShardWork work =
        new ShardWork(parts.task(), parts.augmented(), parts.noise(), parts.progress(), exchange);
    for (int lane = 0; lane < cut.lanes(); lane++) {
      lanes.add(
          new Lane(
              lane,
              work,
              shards.subList(cut.firstTile(lane), cut.firstTile(lane + 1)),
              gradients.get(lane),
              joint == null ? null : joint.lane(lane)));
    }
  }

  /** How many rows a minibatch has. */
  public int rows() {
    return rows;
  }

  /**
   * Evaluates every shard, and leaves gradients in the lanes.
   *
   * @param indices the examples of the minibatch
   * @return the sum of the loss over its rows
   */
  public double evaluate(long step, int steps, int[] indices) {
    exchange.begin();
    do {
      crew.run(new Round(step, steps, exchange.round(), indices), lanes);
    } while (advance());
    double sum = 0;
    for (Lane lane : lanes) {
      sum += lane.loss();
    }
    return sum;
  }

  private boolean advance() {
    try {
      return exchange.advance();
    } catch (IllegalArgumentException e) {
      throw new UserException("objective: " + Texts.reason(e), e);
    }
  }

  /**
   * Does in this process the work that {@link Lane#request} of the same experiment asks for.
   *
   * @return bytes for {@link Lane#accept}
   * @throws IllegalArgumentException if the request is not one of this experiment
   */
  public byte[] answer(byte[] request) {
    StateMap map = StateMap.of(request);
    return LaneMessages.answer(lanes.get(LaneMessages.lane(map)), map, rows);
  }

  /** Writes the sum of the gradients by the model's parameters that {@link #evaluate} left. */
  public void sumInto(Gradient gradient) {
    gradients.sumInto(gradient);
  }

  /** The gradients of the lanes after {@link #evaluate}. */
  LaneGradients gradients() {
    return gradients;
  }

  /** The objectives' parameters with the model's, if they have any. */
  @Nullable JointParameters joint() {
    return joint;
  }

  /** Where a mean that is not finite comes from, in words. */
  NonFiniteException culprit(double loss, double norm) {
    for (Lane lane : lanes) {
      if (!Double.isFinite(lane.loss())) {
        return new NonFiniteException("the loss is " + lane.loss() + " in " + lane);
      }
    }
    for (int i = 1; i < lanes.size(); i++) {
      if (!Double.isFinite(gradients.get(i).norm())) {
        return new NonFiniteException("the gradient is not finite in " + lanes.get(i));
      }
    }
    return new NonFiniteException("the gradient's norm is " + norm + " (loss " + loss + ")");
  }
}
