package io.ebm.objectives.optim;

import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.Progress;

/** The optimizer of {@link SgdFactory}. */
final class Sgd implements ElementwiseOptimizer {

  private final SgdFactory.Config config;
  private final Progress progress;
  private final Decay decay;

  Sgd(SgdFactory.Config config, Progress progress) {
    this.config = config;
    this.progress = progress;
    this.decay = new Decay(config.weightDecay(), config.decayBiases());
  }

  /** Decay moves every parameter at every step. */
  @Override
  public boolean sparse() {
    return config.weightDecay() == 0;
  }

  @Override
  public Move begin(Parameters parameters, Gradient gradient) {
    float[] theta = parameters.values();
    float[] g = gradient.values();
    double rate = config.rate().at(progress.fraction());
    float step = (float) (rate * ClipNorm.factor(gradient, config.clipNorm()));
    return decay.at(
        rate,
        parameters,
        (from, to, keep) -> {
          for (int i = from; i < to; i++) {
            theta[i] = keep * theta[i] - step * g[i];
          }
        });
  }
}
