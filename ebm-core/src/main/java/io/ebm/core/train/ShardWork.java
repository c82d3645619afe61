package io.ebm.core.train;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Exchange;
import io.ebm.api.Gathered;
import io.ebm.api.Gradient;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.NonFiniteException;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.Transitions;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.task.Task;
import io.ebm.math.Scratch;
import java.util.Map;
import java.util.Optional;

/**
 * What one shard does in one round. The loss, the gradient, the metrics, the state of the shard's
 * objective afterwards and the rows that it emits are a function of the round, the shard's number,
 * the examples, the parameters of model and objective, the objective's state, and the rows that
 * were emitted in earlier rounds of the step; of nothing else.
 *
 * @param task the model and the examples
 * @param augmented how examples are changed
 * @param noise the standard deviation of normal noise on the data, over training
 * @param progress how far training is
 * @param exchange what the shards of a step tell each other
 */
record ShardWork(
    Task<?> task, Augmented augmented, Schedule noise, RunProgress progress, Exchange exchange) {

  /**
   * Does the work.
   *
   * @param gradient added to
   * @return the loss, summed over the shard's rows
   * @throws NonFiniteException naming the shard
   */
  double run(Round round, Shard shard, Gradient gradient) {
    int[] indices = round.indices();
    int dim = task.dim();
    try (Scratch scratch = Scratch.open()) {
      Batch rows = Batch.of(scratch.floats(shard.rows() * dim), 0, shard.rows(), dim);
      RandomStream random = shard.random().split(round.step());
      double deviation = noise.at(progress.fraction());
      EnergyFunction energy =
          task.read(
              indices,
              shard.from(),
              rows,
              given -> augmented.apply(given, round.step(), shard.from()),
              deviation,
              deviation > 0 ? random.split("data-noise") : random);
      return shard
          .objective()
          .evaluate(
              energy,
              rows,
              gradient,
              new StepContext(
                  round,
                  shard,
                  exchange,
                  task.conditional(),
                  Optional.of(task.model()),
                  task.transitions(indices, shard.from(), shard.rows()),
                  task.examples().weights(indices, shard.from(), shard.rows()),
                  random));
    } catch (NonFiniteException e) {
      NonFiniteException named =
          new NonFiniteException("shard " + shard.index() + ": " + Texts.reason(e));
      named.initCause(e);
      throw named;
    } catch (IllegalArgumentException e) {
      throw new UserException("objective: " + Texts.reason(e), e);
    }
  }

  private record StepContext(
      Round at,
      Shard shard,
      Exchange exchange,
      boolean conditional,
      Optional<Model> model,
      Optional<Transitions> transitions,
      Optional<double[]> weights,
      RandomStream random)
      implements ObjectiveContext {

    @Override
    public long step() {
      return at.step();
    }

    @Override
    public int batchSize() {
      return at.indices().length;
    }

    @Override
    public Metrics metrics() {
      return shard.metrics();
    }

    @Override
    public int round() {
      return at.number();
    }

    @Override
    public void emit(String name, Batch rows) {
      exchange.emit(shard.index(), name, rows);
    }

    @Override
    public Map<String, Gathered> gathered() {
      return exchange.gathered(shard.index());
    }
  }
}
