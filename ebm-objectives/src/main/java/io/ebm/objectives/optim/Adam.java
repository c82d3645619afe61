package io.ebm.objectives.optim;

import io.ebm.api.Checkpointed;
import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.Progress;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** The optimizer of {@link AdamFactory}. */
final class Adam implements ElementwiseOptimizer, Checkpointed {

  private final AdamFactory.Config config;
  private final Progress progress;
  private final Decay decay;
  private float[] first = new float[0];
  private float[] second = new float[0];
  private long steps;

  Adam(AdamFactory.Config config, Progress progress) {
    this.config = config;
    this.progress = progress;
    this.decay = new Decay(config.weightDecay(), config.decayBiases());
  }

  @Override
  public Move begin(Parameters parameters, Gradient gradient) {
    float[] theta = parameters.values();
    float[] g = gradient.values();
    first = Moments.sized(first, theta.length);
    second = Moments.sized(second, theta.length);
    steps++;
    double rate = config.rate().at(progress.fraction());
    float scale = (float) ClipNorm.factor(gradient, config.clipNorm());
    float step = (float) (rate / (1 - Math.pow(config.beta1(), (double) steps)));
    float correction = (float) (1 / (1 - Math.pow(config.beta2(), (double) steps)));
    return decay.at(
        rate,
        parameters,
        (from, to, keep) -> update(from, to, theta, g, scale, step, correction, keep));
  }

  @Override
  public boolean sparse() {
    return config.sparse();
  }

  private void update(
      int from,
      int to,
      float[] theta,
      float[] g,
      float scale,
      float step,
      float correction,
      float keep) {
    float[] m = first;
    float[] v = second;
    float b1 = (float) config.beta1();
    float b2 = (float) config.beta2();
    float n1 = (float) (1 - config.beta1());
    float n2 = (float) (1 - config.beta2());
    float epsilon = (float) config.epsilon();
    for (int i = from; i < to; i++) {
      float slope = scale * g[i];
      float mean = b1 * m[i] + n1 * slope;
      float square = b2 * v[i] + n2 * slope * slope;
      m[i] = mean;
      v[i] = square;
      theta[i] = keep * theta[i] - step * mean / ((float) Math.sqrt(correction * square) + epsilon);
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("steps", new long[] {steps});
    writer.put("first", first);
    writer.put("second", second);
  }

  @Override
  public void restore(StateReader reader) {
    steps = reader.longs("steps")[0];
    first = reader.floats("first");
    second = reader.floats("second");
  }
}
