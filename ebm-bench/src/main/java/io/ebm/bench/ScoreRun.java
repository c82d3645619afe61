package io.ebm.bench;

import io.ebm.core.Run;
import io.ebm.core.io.Npy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Denoising score matching of a perceptron {@code 64 → 256 → 256 → 1} on data that are given by a
 * formula, as an experiment.
 */
final class ScoreRun implements AutoCloseable {

  static final int DIM = 64;
  static final int EXAMPLES = 10_000;

  /** Steps that are not timed. */
  private static final int WARM_UP = 600;

  private static final String EXPERIMENT =
      """
      {
        "name": "scores", "seed": 1,
        "data": {"type": "npy", "file": "x.npy"},
        "energy": {"type": "mlp", "hidden": [256, 256], "activation": "silu", "base": 1},
        "objective": {"type": "denoising-score-matching", "sigma": 0.3},
        "optimizer": {"type": "adam", "rate": 0.001},
        "training": {"batch": 256}
      }
      """;

  private final Experiments experiments;

  ScoreRun(int threads) {
    experiments = new Experiments(threads);
    try {
      Npy.write(experiments.folder().resolve("x.npy"), List.of(EXAMPLES, DIM), examples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waves of ten frequencies and any phase. */
  private static float[] examples() {
    float[] x = new float[EXAMPLES * DIM];
    for (int n = 0; n < EXAMPLES; n++) {
      for (int j = 0; j < DIM; j++) {
        x[n * DIM + j] = (float) Math.sin(0.07 * (n % 10 + 1) * j + 0.7 * (n % 997));
      }
    }
    return x;
  }

  /** Trains anew; gives seconds per step and the mean loss of the first 200. */
  double[] train(int steps) {
    Run run = experiments.start(EXPERIMENT, steps + WARM_UP);
    return Experiments.train(run, WARM_UP, steps);
  }

  @Override
  public void close() {
    experiments.close();
  }
}
