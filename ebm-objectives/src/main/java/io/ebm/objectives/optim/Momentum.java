package io.ebm.objectives.optim;

import io.ebm.api.Checkpointed;
import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.Progress;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** The optimizer of {@link MomentumFactory}. */
final class Momentum implements ElementwiseOptimizer, Checkpointed {

  private final MomentumFactory.Config config;
  private final Progress progress;
  private final Decay decay;
  private float[] velocity = new float[0];

  Momentum(MomentumFactory.Config config, Progress progress) {
    this.config = config;
    this.progress = progress;
    this.decay = new Decay(config.weightDecay(), config.decayBiases());
  }

  @Override
  public Move begin(Parameters parameters, Gradient gradient) {
    float[] theta = parameters.values();
    float[] g = gradient.values();
    velocity = Moments.sized(velocity, theta.length);
    float[] v = velocity;
    double rate = config.rate().at(progress.fraction());
    float scale = (float) ClipNorm.factor(gradient, config.clipNorm());
    float mu = (float) config.momentum();
    float step = (float) rate;
    float now = config.nesterov() ? scale : 0; // what the step takes of g beside v
    float past = config.nesterov() ? mu : 1;
    return decay.at(
        rate,
        parameters,
        (from, to, keep) -> {
          for (int i = from; i < to; i++) {
            v[i] = mu * v[i] + scale * g[i];
            theta[i] = keep * theta[i] - step * (now * g[i] + past * v[i]);
          }
        });
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("velocity", velocity);
  }

  @Override
  public void restore(StateReader reader) {
    velocity = reader.floats("velocity");
  }
}
