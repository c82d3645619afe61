package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Exchange;
import io.ebm.api.Gathered;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import java.util.Map;

/**
 * An {@link ObjectiveContext} for tests.
 *
 * @param step the training step
 * @param batchSize rows of the whole minibatch
 * @param conditional whether each row has a context of its own
 * @param random the stream of this step
 * @param metrics records
 * @param exchange between the shards of the minibatch
 * @param shard the number of this one
 */
public record TestObjectiveContext(
    long step,
    int batchSize,
    boolean conditional,
    RandomStream random,
    RecordingMetrics metrics,
    Exchange exchange,
    int shard)
    implements ObjectiveContext {

  /** A context of the only shard. */
  public TestObjectiveContext(
      long step,
      int batchSize,
      boolean conditional,
      RandomStream random,
      RecordingMetrics metrics) {
    this(step, batchSize, conditional, random, metrics, new Exchange(1), 0);
  }

  /** The context of one step, with a stream of the seed and the step alone. */
  public static TestObjectiveContext of(long seed, long step, int batchSize) {
    return new TestObjectiveContext(
        step,
        batchSize,
        false,
        RandomStream.of(seed).split("step").split(step),
        new RecordingMetrics());
  }

  /** The same, for an energy whose rows have contexts of their own. */
  public TestObjectiveContext withContexts() {
    return new TestObjectiveContext(step, batchSize, true, random, metrics, exchange, shard);
  }

  /** The same with other random numbers, for one of several shards. */
  public TestObjectiveContext ofShard(Exchange between, int number, RandomStream own) {
    return new TestObjectiveContext(step, batchSize, conditional, own, metrics, between, number);
  }

  /** The same with its random numbers from the start, as every round has them. */
  TestObjectiveContext again() {
    return ofShard(exchange, shard, RandomStream.restore(random.state()));
  }

  /**
   * Evaluates an objective as a host does that has this one shard: in as many rounds as it takes.
   *
   * @return the sum of the values of the rounds
   */
  public double evaluate(
      Objective objective, EnergyFunction energy, Batch rows, Gradient gradient) {
    exchange.begin();
    double value = 0;
    do {
      value += objective.evaluate(energy, rows, gradient, again());
    } while (exchange.advance());
    return value;
  }

  @Override
  public int round() {
    return exchange.round();
  }

  @Override
  public void emit(String name, Batch rows) {
    exchange.emit(shard, name, rows);
  }

  @Override
  public Map<String, Gathered> gathered() {
    return exchange.gathered(shard);
  }
}
