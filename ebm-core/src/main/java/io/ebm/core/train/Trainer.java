package io.ebm.core.train;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.NonFiniteException;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Rows;
import io.ebm.api.SparseLearnable;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.api.Transitions;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.Training;
import io.ebm.core.run.ParameterFiles;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model: minibatch → objective on every shard → sum of gradients → optimizer → listeners.
 * Sums are taken in a fixed order, so the same experiment gives the same bits on any number of
 * threads.
 */
public final class Trainer implements Checkpointed {

  /** Under what name a checkpoint holds the tensors of the objective's own parameters. */
  public static final String OWN = "objective-parameters";

  private final Training training;
  private final Model model;
  private final Learnable learnable;
  private final Examples examples;
  private final Optimizer optimizer;
  private final List<Shard> shards;
  private final Workers workers;
  private final RunProgress progress;

  private final Minibatches minibatches;
  private final int[] indices;
  private final int dim;
  private final Tiles lanes;
  private final Mover mover;
  private final LaneGradients gradients;
  private final double[] losses;
  private final MetricsBuffer metrics = new MetricsBuffer();
  private final MetricsBuffer recorded = new MetricsBuffer();
  private final @Nullable JointParameters joint;
  private double loss;
  private double norm;
  private boolean stopped;

  /** Creates a trainer of parts that belong to it alone. */
  public Trainer(
      Training training,
      Model model,
      Learnable learnable,
      Dataset data,
      Optimizer optimizer,
      List<Shard> shards,
      Workers workers,
      RunProgress progress,
      RandomStream order) {
    this.training = training;
    this.model = model;
    this.learnable = learnable;
    this.optimizer = optimizer;
    this.shards = shards;
    this.workers = workers;
    this.progress = progress;
    this.minibatches = new Minibatches(data, training, needsAll(optimizer), order);
    this.examples = minibatches.examples();
    this.indices = minibatches.indices();
    this.dim = data.space().dim();
    this.lanes = new Tiles(indices.length, shards.size());
    this.joint =
        JointParameters.needed(shards)
            ? JointParameters.of(learnable, shards, lanes::lane, lanes.lanes())
            : null;
    boolean sparse = joint == null && optimizer.sparse() && learnable instanceof SparseLearnable;
    this.gradients = new LaneGradients(learnable.parameters(), lanes.lanes(), sparse, workers);
    this.mover = new Mover(learnable, optimizer, training.averageDecay(), joint, workers);
    this.losses = new double[lanes.lanes()];
  }

  /** The objective's own parameters, if it has any; live. */
  public Optional<Parameters> objectiveParameters() {
    return Optional.ofNullable(joint).map(JointParameters::own);
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
        if (checkpointAfter(step + 1)) {
          requireFinite();
        }
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
      report(step + 1, listener);
      if (step + 1 < steps && !stopped && listener.stopAsked()) {
        leave(step + 1, listener);
      }
    }
    progress.moveTo(steps, steps);
    mover.finish();
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
    Gradient gradient = gradients.get(0);
    norm = gradients.average(1.0 / indices.length);
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw new NonFiniteException(culprit(loss, norm));
    }
    mover.step(gradient, 1.0 / indices.length);
  }

  /** A step of an optimizer that evaluates the loss of all examples itself. */
  private void iterate(FullBatchOptimizer full, long step, TrainingListener listener) {
    WholeLoss whole = new WholeLoss(() -> evaluate(step), gradients, joint, workers);
    FullBatchOptimizer.Iteration iteration;
    try {
      iteration = full.step(joint == null ? learnable.parameters() : joint.gather(), whole);
    } catch (NonFiniteException e) {
      NonFiniteException named =
          new NonFiniteException(Texts.reason(e) + " (" + whole.failure() + ")");
      named.initCause(e);
      throw named;
    }
    if (joint != null) {
      joint.scatter();
    }
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
    workers.parallel(
        lanes.lanes(),
        lane -> {
          Gradient gradient = gradients.get(lane);
          gradient.clear();
          if (joint != null) {
            joint.lane(lane).clear();
          }
          losses[lane] = 0;
          for (int i = lanes.firstTile(lane); i < lanes.firstTile(lane + 1); i++) {
            losses[lane] += evaluate(shards.get(i), gradient, step);
          }
        });
    double sum = 0;
    for (double part : losses) {
      sum += part;
    }
    return sum;
  }

  private double evaluate(Shard shard, Gradient gradient, long step) {
    try (Scratch scratch = Scratch.open()) {
      Batch rows = Batch.of(scratch.floats(shard.rows() * dim), 0, shard.rows(), dim);
      examples.read(indices, shard.from(), rows);
      RandomStream random = shard.random().split(step);
      double noise = training.dataNoise().at(progress.fraction());
      if (noise > 0 && !conditional()) {
        disturb(rows, noise, random.split("data-noise"));
      }
      return shard
          .objective()
          .evaluate(
              energy(shard, noise, random),
              rows,
              gradient,
              new StepContext(
                  step,
                  indices.length,
                  conditional(),
                  Optional.of(model),
                  minibatches.transitions(shard),
                  examples.weights(indices, shard.from(), shard.rows()),
                  random,
                  shard.metrics()));
    } catch (NonFiniteException e) {
      NonFiniteException named =
          new NonFiniteException("shard " + shard.index() + ": " + Texts.reason(e));
      named.initCause(e);
      throw named;
    } catch (IllegalArgumentException e) {
      throw new UserException("objective: " + Texts.reason(e), e);
    }
  }

  private static void disturb(Batch rows, double noise, RandomStream random) {
    try (Scratch scratch = Scratch.open()) {
      float[] normal = scratch.floats(rows.length());
      random.fillGaussian(normal, 0, rows.length());
      Vectors.axpy(rows.length(), (float) noise, normal, 0, rows.array(), rows.offset());
    }
  }

  private EnergyFunction energy(Shard shard, double noise, RandomStream random) {
    if (model instanceof Conditional<?> conditional
        && examples instanceof ConditionalExamples<?> contexts) {
      return given(conditional, contexts, shard, noise, random);
    }
    if (model instanceof EnergyFunction energy) {
      return energy;
    }
    throw new UserException(
        "energy: a conditional model needs data with contexts, and these have none");
  }

  @SuppressWarnings("unchecked") // the data and the model must agree on what a context is
  private <C extends Rows<C>> EnergyFunction given(
      Conditional<C> conditional,
      ConditionalExamples<?> examples,
      Shard shard,
      double noise,
      RandomStream random) {
    C contexts = ((ConditionalExamples<C>) examples).contexts(indices, shard.from(), shard.rows());
    if (noise > 0 && contexts instanceof Batch features) {
      disturb(features, noise, random.split("data-noise"));
    }
    return conditional.given(contexts);
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

  private boolean checkpointAfter(long done) {
    return done % training.checkpointInterval() == 0 || done == training.steps() || stopped;
  }

  /** What a checkpoint keeps can be loaded again. */
  private void requireFinite() {
    String fault = ParameterFiles.notFinite(mover.kept());
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
    if (done % training.logInterval() == 0 || last || done == 1) {
      metrics.clear();
      metrics.record("loss", loss);
      metrics.record("gradient-norm", norm);
      if (mover.scale() != 1) {
        metrics.record("step-scale", mover.scale());
      }
      metrics.addAll(recorded);
      shards.forEach(shard -> metrics.addAll(shard.metrics()));
      listener.metrics(done, metrics.averages());
    }
    recorded.clear();
    shards.forEach(shard -> shard.metrics().clear());
    if (checkpointAfter(done)) {
      listener.checkpoint(done);
    }
  }

  @Override
  public void save(StateWriter writer) {
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
    mover.restore(reader);
    minibatches.restore(reader);
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
      long step,
      int batchSize,
      boolean conditional,
      Optional<Model> model,
      Optional<Transitions> transitions,
      Optional<double[]> weights,
      RandomStream random,
      Metrics metrics)
      implements ObjectiveContext {}
}
