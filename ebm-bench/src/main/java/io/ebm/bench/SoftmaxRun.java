package io.ebm.bench;

import io.ebm.core.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * A linear softmax classifier of ten classes of 64 features, given by a formula, with the penalty
 * {@code Σθ²/2}: trained by L-BFGS until it stops of itself.
 */
final class SoftmaxRun implements AutoCloseable {

  static final int EXAMPLES = 5_000;

  private static final String EXPERIMENT =
      """
      {
        "name": "softmax", "seed": 1,
        "data": {"type": "csv", "file": "x.csv", "heldOutFile": "x.csv", "labelColumn": -1},
        "energy": {"type": "softmax-classifier", "scale": 0},
        "objective": {"type": "cross-entropy"},
        "optimizer": {"type": "lbfgs", "c2": 0.5}
      }
      """;

  private final Experiments experiments;

  SoftmaxRun(int threads, int features, int classes) {
    experiments = new Experiments(threads);
    try {
      Files.writeString(experiments.folder().resolve("x.csv"), examples(features, classes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class of an example is the wave that it is most like; a tenth are mislabelled. */
  private static String examples(int features, int classes) {
    StringBuilder csv = new StringBuilder();
    for (int n = 0; n < EXAMPLES; n++) {
      double[] x = new double[features];
      for (int j = 0; j < features; j++) {
        x[j] = Math.sin(1.3 * n * (j + 1) + 0.001 * n * n);
        csv.append((float) x[j]).append(',');
      }
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        double like = 0;
        for (int j = 0; j < features; j++) {
          like += x[j] * Math.cos(0.1 * (k + 1) * j);
        }
        if (like > most) {
          most = like;
          best = k;
        }
      }
      csv.append(n % 10 == 0 ? n / 10 % classes : best).append('\n');
    }
    return csv.toString();
  }

  /**
   * Trains anew, so many times; gives seconds per training, without reading the file, and the
   * penalised mean loss at the end.
   */
  double[] train(int times) {
    double seconds = 0;
    double[] last = new double[1];
    for (int i = 0; i < times; i++) {
      Run run = experiments.start(EXPERIMENT, 2000);
      long start = System.nanoTime();
      run.train((step, all, loss) -> last[0] = loss);
      seconds += (System.nanoTime() - start) * 1e-9;
    }
    return new double[] {seconds / times, last[0]};
  }

  @Override
  public void close() {
    experiments.close();
  }
}
