package io.ebm.objectives.optim;

import io.ebm.api.Checkpointed;
import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/**
 * The optimizer of {@link AveragedPerceptronFactory}. Beside the parameters it keeps {@code u = Σ_t
 * (t - 1) Δ_t} of the steps {@code Δ_t}; the average of the iterates 1 to T is then {@code θ_T - u
 * / T}, and a step costs only what its gradient touches.
 */
final class AveragedPerceptron implements ElementwiseOptimizer, Checkpointed {

  private final float rate;
  private double[] weighted = new double[0];
  private long steps;

  AveragedPerceptron(double rate) {
    this.rate = (float) rate;
  }

  @Override
  public boolean sparse() {
    return true;
  }

  @Override
  public Move begin(Parameters parameters, Gradient gradient) {
    float[] theta = parameters.values();
    float[] g = gradient.values();
    if (weighted.length == 0) {
      weighted = new double[theta.length];
    }
    if (weighted.length != theta.length) {
      throw new IllegalArgumentException(
          "an optimizer with "
              + weighted.length
              + " sums was given "
              + theta.length
              + " parameters");
    }
    double[] sums = weighted;
    long before = steps++;
    return (from, to) -> {
      for (int i = from; i < to; i++) {
        float delta = -rate * g[i];
        theta[i] += delta;
        sums[i] += (double) before * delta;
      }
    };
  }

  @Override
  public void finish(Parameters parameters) {
    float[] theta = parameters.values();
    for (int i = 0; i < weighted.length; i++) {
      theta[i] = (float) (theta[i] - weighted[i] / steps);
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("steps", new long[] {steps});
    writer.put("weighted", weighted);
  }

  @Override
  public void restore(StateReader reader) {
    steps = reader.longs("steps")[0];
    weighted = reader.doubles("weighted");
  }
}
