package io.ebm.core.scores;

import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.ExactMarginals;
import io.ebm.api.LabelledExamples;
import io.ebm.api.RandomStream;
import io.ebm.api.report.RunView;
import io.ebm.core.diagnostics.TemperatureScaling;
import java.util.Arrays;

/**
 * A temperature that is fitted to one half of the held-out examples, and what the other half comes
 * to without it and with it. Halves are chosen at random.
 *
 * @param temperature what log-probabilities are divided by
 * @param before the other half's predictions as they are
 * @param after the same at that temperature
 */
record Scaling(double temperature, Predicted before, Predicted after) {

  private static final int FEWEST = 100;
  private static final double LEAST = 0.01;
  private static final double MOST = 100;

  /** Whether the run has a classifier whose probabilities are known, and held-out examples. */
  static boolean applies(RunView run) {
    Classifier model = run.model().as(Classifier.class).orElse(null);
    Dataset task = run.task().orElse(null);
    return model != null
        && task != null
        && task.heldOut() instanceof LabelledExamples examples
        && examples.size() >= FEWEST
        && model
            .given(Batch.allocate(1, model.features().dim()))
            .as(ExactMarginals.class)
            .isPresent();
  }

  /**
   * Whether a temperature within bounds fits best: not where all predictions are right, or no
   * better than chance.
   */
  boolean determined() {
    return temperature > LEAST && temperature < MOST;
  }

  /** Fits it. */
  static Scaling of(RunView run) {
    Classifier model = run.model().as(Classifier.class).orElseThrow();
    Dataset task = run.task().orElseThrow();
    int size = task.heldOut().size();
    int classes = task.space().levels();
    int[] order = order(size);
    double[] all = logProbabilities(run, model, order, classes);
    int[] labels = labels(task, order);
    int half = size / 2;
    double[] fit = Arrays.copyOf(all, half * classes);
    double[] rest = Arrays.copyOfRange(all, half * classes, size * classes);
    int[] fitLabels = Arrays.copyOf(labels, half);
    int[] restLabels = Arrays.copyOfRange(labels, half, size);
    double temperature = TemperatureScaling.fit(fit, fitLabels);
    return new Scaling(
        temperature,
        new Predicted(TemperatureScaling.scaled(rest, classes, 1), restLabels),
        new Predicted(TemperatureScaling.scaled(rest, classes, temperature), restLabels));
  }

  private static int[] order(int size) {
    RandomStream random = RandomStream.of(0).split("halves"); // the same for scores and pictures
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int k = random.nextInt(i + 1);
      order[i] = order[k];
      order[k] = i;
    }
    return order;
  }

  private static int[] labels(Dataset task, int[] order) {
    Batch truth = Batch.allocate(order.length, 1);
    task.heldOut().read(order, 0, truth);
    int[] labels = new int[order.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) truth.get(i, 0);
    }
    return labels;
  }

  private static double[] logProbabilities(
      RunView run, Classifier model, int[] order, int classes) {
    Dataset data = run.data().orElseThrow();
    double[] all = new double[order.length * classes];
    run.tiles(
        order.length,
        (tile, from, to) -> {
          Batch features = Batch.allocate(to - from, model.features().dim());
          data.heldOut().read(order, from, features);
          double[] marginals = new double[(to - from) * classes];
          model
              .given(features)
              .as(ExactMarginals.class)
              .orElseThrow()
              .marginals(to - from, marginals);
          for (int k = 0; k < marginals.length; k++) {
            all[from * classes + k] = Math.log(Math.max(Double.MIN_NORMAL, marginals[k]));
          }
        });
    return all;
  }
}
