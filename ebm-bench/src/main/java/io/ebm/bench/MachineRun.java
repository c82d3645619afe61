package io.ebm.bench;

import io.ebm.api.LogPartition;
import io.ebm.api.Parameters;
import io.ebm.core.Run;
import io.ebm.core.io.Npy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A restricted Boltzmann machine of 784 visible and 500 hidden units on data that are given by a
 * formula, run as a user runs it: an experiment, composed and trained by the host.
 */
final class MachineRun implements AutoCloseable {

  static final int VISIBLE = 784;
  static final int HIDDEN = 500;
  static final int EXAMPLES = 10_000;

  /** Steps that are not timed: the compiler of a virtual machine needs some seconds. */
  private static final int WARM_UP = 600;

  private final Experiments experiments;

  MachineRun(int threads) {
    experiments = new Experiments(threads);
    try {
      Npy.write(experiments.folder().resolve("x.npy"), List.of(EXAMPLES, VISIBLE), examples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String experiment() {
    return """
        {
          "name": "rbm", "seed": 1,
          "data": {"type": "npy", "file": "x.npy", "binarize": 0.5},
          "energy": {"type": "rbm", "hidden": %d, "visibleBias": "zero"},
          "objective": {"type": "pcd", "steps": 1, "restart": 0, "sampler": {"type": "gibbs"}},
          "optimizer": {"type": "sgd", "rate": 0.05},
          "training": {"batch": 100}
        }
        """
        .formatted(HIDDEN);
  }

  /** Pixel j of example n is on where a wave of one of ten kinds is high: about a fifth of them. */
  private static float[] examples() {
    float[] x = new float[EXAMPLES * VISIBLE];
    for (int n = 0; n < EXAMPLES; n++) {
      for (int j = 0; j < VISIBLE; j++) {
        int line = j / 28;
        double wave = Math.sin(0.37 * (n % 10 + 1) * line + 0.11 * j + 0.7 * (n % 997));
        x[n * VISIBLE + j] = wave > 0.8 ? 1 : 0;
      }
    }
    return x;
  }

  /** Trains anew; gives seconds per step, and the mean of the visible biases at the end. */
  double[] train(int steps) {
    Run run = experiments.start(experiment(), steps + WARM_UP);
    double seconds = Experiments.train(run, WARM_UP, steps)[0];
    Parameters parameters = run.session().composition().learnable().parameters();
    Parameters.Tensor bias = parameters.tensor("visible-bias");
    double sum = 0;
    for (int i = 0; i < bias.size(); i++) {
      sum += parameters.values()[bias.offset() + i];
    }
    return new double[] {seconds, sum / bias.size()};
  }

  /** Anneals 100 chains to weights given by a formula; gives seconds per temperature and log Z. */
  double[] anneal(int temperatures) {
    Run run =
        experiments.start(
            experiment(),
            1,
            "evaluation.logZ={\"type\": \"ais\", \"temperatures\": " + temperatures + "}");
    Parameters parameters = run.session().composition().learnable().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = (float) (0.1 * Math.sin(12.9898 * i + 1));
    }
    long start = System.nanoTime();
    LogPartition found = run.session().logPartition((done, all) -> {}).orElseThrow();
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new double[] {seconds / temperatures, found.value()};
  }

  @Override
  public void close() {
    experiments.close();
  }
}
