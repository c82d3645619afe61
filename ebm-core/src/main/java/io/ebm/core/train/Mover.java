package io.ebm.core.train;

import io.ebm.api.Checkpointed;
import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.runtime.Workers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What moves the parameters: the optimizer's step, shortened after a rollback, the model's
 * constraint, and the moving average of what comes of it.
 *
 * <p>With an average, the average is what a run keeps as its parameters; what is trained lies in
 * the state beside it.
 */
final class Mover implements Checkpointed {

  private final Parameterised learnable;
  private final Optimizer optimizer;
  private final Workers workers;
  private final double decay;
  private final @Nullable Parameters average;
  private final Trained trained;
  private float[] before = new float[0];
  private double scale = 1;
  private long updates;

  /**
   * Creates it.
   *
   * @param trained what the optimizer moves
   * @param decay of the average, or null for none
   * @param workers move ranges of the parameters
   */
  Mover(Trained trained, Optimizer optimizer, @Nullable Double decay, Workers workers) {
    this.trained = trained;
    this.workers = workers;
    this.learnable = trained.learnable();
    this.optimizer = optimizer;
    this.decay = decay == null ? 0 : decay;
    this.average = decay == null ? null : learnable.parameters().copy();
  }

  private static void copy(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  /** By what the optimizer's steps are shortened. */
  double scale() {
    return scale;
  }

  void scale(double factor) {
    scale = factor;
  }

  /**
   * Makes a step of the optimizer: {@code scale} times what it wants.
   *
   * @param gradient the mean gradient by the model's parameters, {@link Trained#fold folded}
   * @param factor what makes means of the sums of gradients by the objectives' parameters
   */
  void step(Gradient gradient, double factor) {
    learnable.precondition(gradient);
    Gradient all = trained.gather(gradient, factor);
    Parameters parameters = trained.gather();
    change(parameters, scale, () -> move(parameters, all));
    trained.scatter();
  }

  /** Has the optimizer change parameters, and shortens what it did. */
  private void change(Parameters parameters, double by, Runnable change) {
    FreeParameters free = trained.free();
    boolean rates = free != null && free.rates();
    if (by == 1 && !rates) {
      change.run();
      return;
    }
    float[] values = parameters.values();
    if (before.length != values.length) {
      before = new float[values.length];
    }
    copy(values, before);
    change.run();
    if (free != null) {
      free.shorten(before, by);
      return;
    }
    float shorter = (float) by;
    for (int i = 0; i < values.length; i++) {
      values[i] = before[i] + shorter * (values[i] - before[i]);
    }
  }

  private void move(Parameters parameters, Gradient gradient) {
    if (optimizer instanceof ElementwiseOptimizer elementwise && !gradient.isSparse()) {
      workers.forRanges(parameters.size(), elementwise.begin(parameters, gradient)::range);
    } else {
      optimizer.step(parameters, gradient);
    }
  }

  /** After the last step of the optimizer: what it does at the end. */
  void end() {
    Parameters parameters = trained.gather();
    change(parameters, 1, () -> optimizer.finish(parameters));
    trained.scatter();
  }

  /** After every step: constrains the parameters and averages them. */
  void settle() {
    trained.constrain();
    if (average == null) {
      return;
    }
    updates++;
    // a short memory at first, so that the start is soon forgotten
    float kept = (float) Math.min(decay, (1.0 + updates) / (10.0 + updates));
    float[] values = learnable.parameters().values();
    float[] mean = average.values();
    workers.forRanges(
        mean.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            mean[i] = values[i] + kept * (mean[i] - values[i]);
          }
        });
    FreeParameters free = trained.free();
    if (free != null) {
      free.copyFrozen(values, mean);
    }
  }

  /** The parameters that a run keeps. */
  Parameters kept() {
    return average == null ? learnable.parameters() : average;
  }

  /** Calls something while the model has the parameters that a run keeps. */
  <T> T withKept(Supplier<T> call) {
    if (average == null) {
      return call.get();
    }
    float[] live = learnable.parameters().values();
    float[] trainedOn = live.clone();
    copy(average.values(), live);
    try {
      return call.get();
    } finally {
      copy(trainedOn, live);
    }
  }

  /** After the last step: leaves in the model what a run keeps. */
  void finish() {
    if (average != null) {
      copy(average.values(), learnable.parameters().values());
    }
  }

  @Override
  public void save(StateWriter writer) {
    if (scale != 1) {
      writer.put("scale", new double[] {scale});
    }
    if (average != null) {
      writer.put("trained", learnable.parameters().values());
      writer.put("updates", new long[] {updates});
    }
    trained.saveOwn(writer);
    if (optimizer instanceof Checkpointed state) {
      state.save(writer.child("optimizer"));
    }
  }

  /** To be called when the model has the parameters that the run kept. */
  @Override
  public void restore(StateReader reader) {
    scale = reader.has("scale") ? reader.doubles("scale")[0] : 1;
    if (average != null) {
      copy(learnable.parameters().values(), average.values());
      copy(reader.floats("trained"), learnable.parameters().values());
      updates = reader.longs("updates")[0];
    }
    JointParameters joint = trained.joint();
    if (joint != null) {
      for (Parameters.Tensor tensor : joint.own().tensors()) {
        float[] saved = reader.child(Trainer.OWN).floats(tensor.name());
        System.arraycopy(saved, 0, joint.own().values(), tensor.offset(), tensor.size());
      }
    }
    if (optimizer instanceof Checkpointed state) {
      state.restore(reader.child("optimizer"));
    }
  }
}
