package io.ebm.core.train;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.NonFiniteException;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Optimizer;
import io.ebm.api.RandomStream;
import io.ebm.api.Rows;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.Training;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Trains a model: minibatch → objective on every shard → sum of gradients → optimizer → listeners.
 * Sums are taken in a fixed order, so the same experiment gives the same bits on any number of
 * threads.
 */
public final class Trainer implements Checkpointed {

  private final Training training;
  private final Model model;
  private final Learnable learnable;
  private final Examples examples;
  private final Optimizer optimizer;
  private final List<Shard> shards;
  private final Workers workers;
  private final RunProgress progress;

  private final EpochOrder order;
  private final int[] indices;
  private final Batch minibatch;
  private final Tiles lanes;
  private final List<Gradient> gradients = new ArrayList<>();
  private final double[] losses;
  private final MetricsBuffer metrics = new MetricsBuffer();

  /** Creates a trainer of parts that belong to it alone. */
  public Trainer(
      Training training,
      Model model,
      Learnable learnable,
      Examples examples,
      int dim,
      Optimizer optimizer,
      List<Shard> shards,
      Workers workers,
      RunProgress progress,
      RandomStream order) {
    this.training = training;
    this.model = model;
    this.learnable = learnable;
    this.examples = examples;
    this.optimizer = optimizer;
    this.shards = shards;
    this.workers = workers;
    this.progress = progress;
    if (examples.size() < 1) {
      throw new UserException("data: there are no examples to train on");
    }
    this.order = new EpochOrder(examples.size(), order);
    this.indices = new int[training.batch()];
    this.minibatch = Batch.allocate(training.batch(), dim);
    this.lanes = new Tiles(training.batch(), shards.size());
    for (int lane = 0; lane < lanes.lanes(); lane++) {
      gradients.add(learnable.parameters().newGradient());
    }
    this.losses = new double[lanes.lanes()];
  }

  /**
   * Trains from step {@code done} to the end.
   *
   * @param lastCheckpoint says where the last good checkpoint is, for the message of a failure
   * @throws RunFailedException if a loss, a gradient or a state is not finite
   */
  public void run(long done, TrainingListener listener, Supplier<String> lastCheckpoint) {
    int steps = training.steps();
    for (long step = done; step < steps; step++) {
      progress.moveTo(step, steps);
      double loss;
      double norm;
      try {
        loss = evaluate(step);
        Gradient gradient = sum();
        norm = gradient.norm();
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
          throw new NonFiniteException(culprit(loss, norm));
        }
        learnable.precondition(gradient);
        optimizer.step(learnable.parameters(), gradient);
      } catch (NonFiniteException e) {
        throw new RunFailedException(
            "training stopped in step "
                + (step + 1)
                + " of "
                + steps
                + ": "
                + Texts.reason(e)
                + "; the last good checkpoint is "
                + lastCheckpoint.get()
                + "; a smaller rate or step size, gradient clipping or a regulariser may help",
            e);
      }
      report(step + 1, loss, norm, listener);
    }
    progress.moveTo(steps, steps);
  }

  /** Evaluates every shard; returns the mean loss. */
  private double evaluate(long step) {
    order.indices(step * training.batch(), indices);
    workers.forEach(
        lanes.lanes(),
        lane -> {
          Gradient gradient = gradients.get(lane);
          gradient.clear();
          losses[lane] = 0;
          for (int i = lanes.firstTile(lane); i < lanes.firstTile(lane + 1); i++) {
            losses[lane] += evaluate(shards.get(i), gradient, step);
          }
        });
    double loss = 0;
    for (double part : losses) {
      loss += part;
    }
    return loss / training.batch();
  }

  private double evaluate(Shard shard, Gradient gradient, long step) {
    Batch rows = minibatch.slice(shard.from(), shard.to());
    examples.read(indices, shard.from(), rows);
    try {
      return shard
          .objective()
          .evaluate(
              energy(shard),
              rows,
              gradient,
              new StepContext(
                  step,
                  training.batch(),
                  conditional(),
                  shard.random().split(step),
                  shard.metrics()));
    } catch (NonFiniteException e) {
      NonFiniteException named =
          new NonFiniteException("shard " + shard.index() + ": " + Texts.reason(e));
      named.initCause(e);
      throw named;
    }
  }

  private EnergyFunction energy(Shard shard) {
    if (model instanceof Conditional<?> conditional
        && examples instanceof ConditionalExamples<?> contexts) {
      return given(conditional, contexts, shard);
    }
    if (model instanceof EnergyFunction energy) {
      return energy;
    }
    throw new UserException(
        "energy: a conditional model needs data with contexts, and these have none");
  }

  @SuppressWarnings("unchecked") // the data and the model must agree on what a context is
  private <C extends Rows<C>> EnergyFunction given(
      Conditional<C> conditional, ConditionalExamples<?> examples, Shard shard) {
    return conditional.given(
        ((ConditionalExamples<C>) examples).contexts(indices, shard.from(), shard.rows()));
  }

  /** The mean gradient over the minibatch, in the first lane's. */
  private Gradient sum() {
    Gradient sum = gradients.get(0);
    for (int lane = 1; lane < gradients.size(); lane++) {
      sum.add(gradients.get(lane));
    }
    sum.scale(1.0 / training.batch());
    return sum;
  }

  private String culprit(double loss, double norm) {
    for (int lane = 0; lane < losses.length; lane++) {
      if (!Double.isFinite(losses[lane])) {
        return "the loss is " + losses[lane] + " in " + shardsOf(lane);
      }
    }
    for (int lane = 1; lane < losses.length; lane++) {
      if (!Double.isFinite(gradients.get(lane).norm())) {
        return "the gradient is not finite in " + shardsOf(lane);
      }
    }
    return "the gradient's norm is " + norm + " (loss " + loss + ")";
  }

  private String shardsOf(int lane) {
    int first = lanes.firstTile(lane);
    int last = lanes.firstTile(lane + 1) - 1;
    return first == last ? "shard " + first : "shards " + first + " to " + last;
  }

  private void report(long done, double loss, double norm, TrainingListener listener) {
    int steps = training.steps();
    listener.stepDone(done, steps, loss);
    boolean last = done == steps;
    if (done % training.logInterval() == 0 || last || done == 1) {
      metrics.clear();
      metrics.record("loss", loss);
      metrics.record("gradient-norm", norm);
      shards.forEach(shard -> metrics.addAll(shard.metrics()));
      listener.metrics(done, metrics.averages());
    }
    shards.forEach(shard -> shard.metrics().clear());
    if (done % training.checkpointInterval() == 0 || last) {
      listener.checkpoint(done);
    }
  }

  @Override
  public void save(StateWriter writer) {
    if (optimizer instanceof Checkpointed state) {
      state.save(writer.child("optimizer"));
    }
    for (Shard shard : shards) {
      if (shard.objective() instanceof Checkpointed state) {
        state.save(writer.child("objective").child(String.valueOf(shard.index())));
      }
    }
  }

  @Override
  public void restore(StateReader reader) {
    if (optimizer instanceof Checkpointed state) {
      state.restore(reader.child("optimizer"));
    }
    for (Shard shard : shards) {
      if (shard.objective() instanceof Checkpointed state) {
        state.restore(reader.child("objective").child(String.valueOf(shard.index())));
      }
    }
  }

  private boolean conditional() {
    return model instanceof Conditional<?> && examples instanceof ConditionalExamples<?>;
  }

  private record StepContext(
      long step, int batchSize, boolean conditional, RandomStream random, Metrics metrics)
      implements ObjectiveContext {}
}
