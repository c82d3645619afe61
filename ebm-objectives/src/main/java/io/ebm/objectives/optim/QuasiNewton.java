package io.ebm.objectives.optim;

import io.ebm.api.Checkpointed;
import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Parameters;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What L-BFGS and OWL-QN share: the smooth part {@code f(θ) = Σ loss + c2 Σ θ²}, the memory of its
 * curvature, and when to stop.
 */
abstract class QuasiNewton implements FullBatchOptimizer, Checkpointed {

  private final double c2;
  private final CurvatureMemory memory;
  private final Stopping stopping;
  private final double[] past;
  private @Nullable Gradient gradient;
  private @Nullable Gradient trial;
  private float[] before = new float[0];
  private float[] direction = new float[0];
  private float @Nullable [] restored;
  private double value;
  private double norm;
  private long steps;

  QuasiNewton(double c2, int history, Stopping stopping) {
    this.c2 = c2;
    this.memory = new CurvatureMemory(history);
    this.stopping = stopping;
    this.past = new double[stopping.period()];
  }

  /** Moves the parameters from where {@link #value} and {@link #gradient} are known. */
  abstract Iteration move(Parameters parameters, Loss loss);

  /** The value to report and to judge convergence by, of a smooth part. */
  double total(double smooth, float[] x, Loss work) {
    return smooth;
  }

  @Override
  public final Iteration step(Parameters parameters, Loss loss) {
    int extra = 0;
    if (gradient == null) {
      gradient = parameters.newGradient();
      if (restored == null) {
        value = total(evaluate(parameters, loss, gradient), parameters.values(), loss);
        extra = 1;
      } else {
        if (restored.length != parameters.size()) {
          throw new IllegalArgumentException(
              "an optimizer with "
                  + restored.length
                  + " derivatives was given "
                  + parameters.size()
                  + " parameters");
        }
        System.arraycopy(restored, 0, gradient.values(), 0, restored.length);
        restored = null;
      }
      norm = norm(gradient.values(), loss);
    }
    if (!Double.isFinite(value) || !Double.isFinite(norm)) {
      throw new NonFiniteException("the loss or its gradient is not finite at the first point");
    }
    Iteration made = move(parameters, loss);
    steps++;
    return new Iteration(made.value(), made.norm(), made.evaluations() + extra, made.stop());
  }

  /** Evaluates the smooth part and its gradient. */
  final double evaluate(Parameters parameters, Loss loss, Gradient into) {
    double sum = loss.evaluate(into);
    float[] x = parameters.values();
    if (c2 > 0) {
      float[] g = into.values();
      sum +=
          c2
              * loss.sum(
                  x.length,
                  (from, to) -> {
                    Vectors.axpy(to - from, (float) (2 * c2), x, from, g, from);
                    return Vectors.sumOfSquares(to - from, x, from);
                  });
    }
    return sum;
  }

  /** What is minimised, at the present parameters. */
  final double value() {
    return value;
  }

  /** The gradient of the smooth part there. */
  final Gradient gradient() {
    if (gradient == null) {
      throw new IllegalStateException("there is no gradient before the first step");
    }
    return gradient;
  }

  /** Its norm. */
  final double norm() {
    return norm;
  }

  /** A gradient to evaluate other points with. */
  final Gradient trial(Parameters parameters) {
    if (trial == null) {
      trial = parameters.newGradient();
    }
    return trial;
  }

  final CurvatureMemory memory() {
    return memory;
  }

  /** A copy of the parameters before they move. */
  final float[] before(float[] x) {
    before = Moments.sized(before, x.length);
    System.arraycopy(x, 0, before, 0, x.length);
    return before;
  }

  final float[] scratch(int length) {
    direction = Moments.sized(direction, length);
    return direction;
  }

  /** Stays at the point last evaluated. */
  final void accept(float[] x, float[] x0, double newValue, Loss work) {
    Gradient last = gradient();
    Gradient now = trial == null ? last : trial;
    memory.add(x, x0, now.values(), last.values(), work);
    gradient = now;
    trial = last;
    value = newValue;
    norm = norm(now.values(), work);
  }

  static double norm(float[] v, Loss work) {
    return Math.sqrt(CurvatureMemory.sumOfSquares(v, work));
  }

  /** Why to stop, or null. */
  final @Nullable String stop(double slope, float[] x, Loss work) {
    return stopping.after(steps, value, slope, norm(x, work), past);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("steps", new long[] {steps});
    if (gradient != null) {
      writer.put("value", new double[] {value});
      writer.put("gradient", gradient.values());
      writer.put("past", past);
      memory.save(writer.child("memory"));
    }
  }

  @Override
  public void restore(StateReader reader) {
    steps = reader.longs("steps")[0];
    gradient = null;
    if (reader.has("gradient")) {
      value = reader.doubles("value")[0];
      restored = reader.floats("gradient");
      double[] saved = reader.doubles("past");
      if (saved.length != past.length) {
        throw new IllegalArgumentException("the state has another stop.period");
      }
      System.arraycopy(saved, 0, past, 0, past.length);
      memory.restore(reader.child("memory"));
    } else {
      Arrays.fill(past, 0);
    }
  }
}
