package io.ebm.core.train;

import io.ebm.api.Checkpointed;
import io.ebm.api.Dataset;
import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Model;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SparseGradients;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import io.ebm.core.config.Training;
import io.ebm.core.run.ParameterFiles;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Workers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Trains a model: minibatch → objective on every shard → sum of gradients → optimizer → listeners.
 * Sums are taken in a fixed order, so the same experiment gives the same bits on any number of
 * threads.
 */
public final class Trainer implements Checkpointed {

  /** Under what name a checkpoint holds the tensors of the objective's own parameters. */
  public static final String OWN = "objective-parameters";

  private final Training training;
  private final Steps steps;
  private final Model model;
  private final Optimizer optimizer;
  private final List<Shard> shards;
  private final Workers workers;
  private final RunProgress progress;

  private final Minibatches minibatches;
  private final int[] indices;
  private final Mover mover;
  private final MetricsBuffer metrics = new MetricsBuffer();
  private final MetricsBuffer recorded = new MetricsBuffer();
  private final MetricsBuffer judged = new MetricsBuffer();
  private final Trained trained;
  private final Watches watches;
  private double loss;
  private double norm;
  private boolean stopped;

  /**
   * Creates a trainer of parts that belong to it alone.
   *
   * @param crew does the work of shards
   * @param workers sum and move
   */
  public Trainer(
      Training training,
      Steps.Parts parts,
      Dataset data,
      Optimizer optimizer,
      Crew crew,
      Workers workers,
      RandomStream order) {
    this.training = training;
    this.model = parts.task().model();
    this.optimizer = optimizer;
    this.shards = parts.shards();
    this.workers = workers;
    this.progress = parts.progress();
    this.minibatches = new Minibatches(data, training, needsAll(optimizer), order);
    this.indices = minibatches.indices();
    boolean sparse = isSparse(model, optimizer);
    this.steps = new Steps(parts, sparse, crew, workers);
    JointParameters joint = steps.joint();
    this.trained =
        new Trained(parts.learnable(), joint, training.tensors(), sparse && joint == null);
    this.watches = new Watches(training.watch());
    this.mover = new Mover(trained, optimizer, training.averageDecay(), workers);
  }

  /** Whether gradients of a model are sparse for an optimizer. */
  public static boolean isSparse(Model model, Optimizer optimizer) {
    return optimizer.sparse() && model.as(SparseGradients.class).isPresent();
  }

  /** Whether an optimizer needs all examples at every step. */
  public static boolean needsAll(Optimizer optimizer) {
    return optimizer instanceof FullBatchOptimizer;
  }

  /**
   * Trains from step {@code done} to the end, or until the optimizer needs no further step.
   *
   * @param lastCheckpoint says where the last good checkpoint is, for the message of a failure
   * @throws RunFailedException if a loss, a gradient or a state is not finite
   * @throws TrainingStoppedException if the listener asked for it
   */
  public void run(long done, TrainingListener listener, Supplier<String> lastCheckpoint) {
    int steps = training.steps();
    for (long step = done; step < steps && !stopped; step++) {
      progress.moveTo(step, steps);
      try {
        if (optimizer instanceof FullBatchOptimizer full) {
          iterate(full, step, listener);
        } else {
          step(step);
        }
        if (step + 1 == steps || stopped) {
          mover.end();
        }
        mover.settle();
        if (!watches.isEmpty()) {
          watches.look(metrics().averages());
        }
        if (checkpointAfter(step + 1) || training.judgesAfter(step + 1)) {
          requireFinite();
        }
      } catch (NonFiniteException | DivergedException e) {
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
      judge(step + 1, listener);
      report(step + 1, listener);
      if (step + 1 < steps && !stopped && listener.stopAsked()) {
        leave(step + 1, listener);
      }
    }
    progress.moveTo(steps, steps);
    mover.finish();
  }

  /** Has the parameters judged where it is time for it, which may end training. */
  private void judge(long done, TrainingListener listener) {
    if (!training.judgesAfter(done)) {
      return;
    }
    String enough =
        mover.withKept(() -> Optional.ofNullable(listener.judge(done, judged))).orElse(null);
    if (enough != null && done < training.steps() && !stopped) {
      stopped = true;
      mover.end();
      listener.stopped(done, enough);
    }
  }

  /** Ends training where somebody asked for it. */
  private void leave(long done, TrainingListener listener) {
    if (!checkpointAfter(done)) {
      requireFinite();
      listener.checkpoint(done);
    }
    throw new TrainingStoppedException(
        "stopped after step "
            + done
            + " of "
            + training.steps()
            + ", as asked; its checkpoint is written, and training goes on from there with --resume");
  }

  /** Writes the objective's own parameters, if it has any. */
  public void saveOwn(StateWriter writer) {
    trained.saveOwn(writer);
  }

  /** The parameters that a checkpoint keeps: the trained ones, or their average. */
  public Parameters kept() {
    return mover.kept();
  }

  /** By what the optimizer's steps are shortened; 1 unless a run rolled back. */
  public double stepScale() {
    return mover.scale();
  }

  /** Shortens the optimizer's steps from now on. */
  public void stepScale(double factor) {
    mover.scale(factor);
  }

  private void step(long step) {
    minibatches.grow(model, step, recorded);
    loss = evaluate(step) / indices.length;
    Gradient gradient = steps.gradients().get(0);
    norm = steps.gradients().average(1.0 / indices.length);
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw steps.culprit(loss, norm);
    }
    norm = trained.fold(gradient, norm);
    mover.step(gradient, 1.0 / indices.length);
  }

  /** A step of an optimizer that evaluates the loss of all examples itself. */
  private void iterate(FullBatchOptimizer full, long step, TrainingListener listener) {
    WholeLoss whole = new WholeLoss(() -> evaluate(step), steps.gradients(), trained, workers);
    FullBatchOptimizer.Iteration iteration;
    try {
      iteration = full.step(trained.gather(), whole);
    } catch (NonFiniteException e) {
      NonFiniteException named =
          new NonFiniteException(Texts.reason(e) + " (" + whole.failure() + ")");
      named.initCause(e);
      throw named;
    }
    trained.scatter();
    loss = iteration.value() / indices.length;
    norm = iteration.norm();
    recorded.record("objective", iteration.value());
    recorded.record("evaluations", iteration.evaluations());
    if (iteration.stop() != null) {
      stopped = true;
      listener.stopped(step + 1, iteration.stop());
    }
  }

  /** Evaluates every shard; returns the sum of the loss. */
  private double evaluate(long step) {
    minibatches.choose(step);
    return steps.evaluate(step, training.steps(), indices);
  }

  /** While a watched metric is out of bounds, none is written that would be gone back to. */
  private boolean checkpointAfter(long done) {
    boolean last = done == training.steps() || stopped;
    return last || (done % training.checkpointInterval() == 0 && !watches.alarmed());
  }

  /** What a checkpoint keeps can be loaded again. */
  private void requireFinite() {
    String fault = ParameterFiles.notFinite(mover.kept());
    JointParameters joint = trained.joint();
    if (fault == null && joint != null) {
      fault = ParameterFiles.notFinite(joint.own());
    }
    if (fault != null) {
      throw new NonFiniteException("after the step " + fault);
    }
  }

  private void report(long done, TrainingListener listener) {
    int steps = training.steps();
    listener.stepDone(done, steps, loss);
    boolean last = done == steps || stopped;
    boolean judges = training.judgesAfter(done);
    if (done % training.logInterval() == 0 || last || done == 1 || judges) {
      Map<String, Double> values = metrics().averages();
      values.putAll(judged.averages()); // behind the others, in a run that is resumed too
      listener.metrics(done, values);
    }
    judged.clear();
    recorded.clear();
    shards.forEach(shard -> shard.metrics().clear());
    if (checkpointAfter(done)) {
      listener.checkpoint(done);
    }
  }

  /** The metrics of the last step. */
  private MetricsBuffer metrics() {
    metrics.clear();
    metrics.record("loss", loss);
    metrics.record("gradient-norm", norm);
    if (mover.scale() != 1) {
      metrics.record("step-scale", mover.scale());
    }
    metrics.addAll(recorded);
    shards.forEach(shard -> metrics.addAll(shard.metrics()));
    return metrics;
  }

  @Override
  public void save(StateWriter writer) {
    watches.save(writer.child("watches"));
    if (stopped) {
      writer.put("stopped", new long[] {1});
    }
    mover.save(writer);
    minibatches.save(writer);
    for (Shard shard : shards) {
      if (shard.objective() instanceof Checkpointed state) {
        state.save(writer.child("objective").child(String.valueOf(shard.index())));
      }
    }
  }

  @Override
  public void restore(StateReader reader) {
    stopped = reader.has("stopped");
    watches.restore(reader.child("watches"));
    mover.restore(reader);
    minibatches.restore(reader);
    for (Shard shard : shards) {
      if (shard.objective() instanceof Checkpointed state) {
        state.restore(reader.child("objective").child(String.valueOf(shard.index())));
      }
    }
  }
}
