package io.ebm.core.train;

import io.ebm.api.Checkpointed;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameters;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What moves the parameters: the optimizer's step, shortened after a rollback, the model's
 * constraint, and the moving average of what comes of it.
 *
 * <p>With an average, the average is what a run keeps as its parameters; what is trained lies in
 * the state beside it.
 */
final class Mover implements Checkpointed {

  private final Learnable learnable;
  private final Optimizer optimizer;
  private final double decay;
  private final @Nullable Parameters average;
  private float[] before = new float[0];
  private double scale = 1;
  private long updates;

  /**
   * Creates it.
   *
   * @param decay of the average, or null for none
   */
  Mover(Learnable learnable, Optimizer optimizer, @Nullable Double decay) {
    this.learnable = learnable;
    this.optimizer = optimizer;
    this.decay = decay == null ? 0 : decay;
    this.average = decay == null ? null : copy(learnable.parameters());
  }

  private static Parameters copy(Parameters parameters) {
    Parameters.Builder builder = Parameters.builder();
    for (Parameters.Tensor tensor : parameters.tensors()) {
      builder.add(tensor.name(), tensor.shape().stream().mapToInt(Integer::intValue).toArray());
    }
    Parameters copy = builder.build();
    copy(parameters.values(), copy.values());
    return copy;
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

  /** Makes a step of the optimizer: {@code scale} times what it wants. */
  void step(Gradient gradient) {
    learnable.precondition(gradient);
    float[] values = learnable.parameters().values();
    if (scale == 1) {
      optimizer.step(learnable.parameters(), gradient);
      return;
    }
    if (before.length != values.length) {
      before = new float[values.length];
    }
    copy(values, before);
    optimizer.step(learnable.parameters(), gradient);
    float factor = (float) scale;
    for (int i = 0; i < values.length; i++) {
      values[i] = before[i] + factor * (values[i] - before[i]);
    }
  }

  /** After every step: constrains the parameters and averages them. */
  void settle() {
    learnable.constrain();
    if (average == null) {
      return;
    }
    updates++;
    // a short memory at first, so that the start is soon forgotten
    float kept = (float) Math.min(decay, (1.0 + updates) / (10.0 + updates));
    float[] values = learnable.parameters().values();
    float[] mean = average.values();
    for (int i = 0; i < mean.length; i++) {
      mean[i] = values[i] + kept * (mean[i] - values[i]);
    }
  }

  /** The parameters that a run keeps. */
  Parameters kept() {
    return average == null ? learnable.parameters() : average;
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
    if (optimizer instanceof Checkpointed state) {
      state.restore(reader.child("optimizer"));
    }
  }
}
