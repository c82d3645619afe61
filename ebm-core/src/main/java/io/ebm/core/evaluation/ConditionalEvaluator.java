package io.ebm.core.evaluation;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.Decodable;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Model;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.TaskScored;
import io.ebm.api.Tractable;
import io.ebm.core.data.ClassTask;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import io.ebm.core.task.Task;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates a conditional model on the contexts of data; what does not apply is left out. */
public final class ConditionalEvaluator {

  private final Model model;
  private final Dataset data;
  private final Workers workers;
  private final RandomStream random;

  private static final int AMONG = 100;

  private ConditionalEvaluator(Model model, Dataset data, Workers workers, RandomStream random) {
    this.model = model;
    this.data = data;
    this.workers = workers;
    this.random = random;
  }

  /**
   * Adds to an evaluation the mean conditional log likelihood where the partition functions can be
   * computed, and the scores of decoded targets where the data know how to score.
   *
   * @param data whose examples have contexts
   * @param result the object that {@code ebm evaluate --json} prints; with what is known of the
   *     contexts if they have an energy of their own, whose likelihood is then another thing
   */
  public static void evaluate(
      Model model, Dataset data, Workers workers, RandomStream random, ObjectNode result) {
    ConditionalEvaluator evaluator = new ConditionalEvaluator(model, data, workers, random);
    ObjectNode likelihood = Json.object();
    evaluator.likelihood(evaluator.task(data.train()), "train", likelihood);
    Task<?> heldOut = evaluator.task(data.heldOut());
    boolean scored = heldOut.conditional() && heldOut.size() > 0;
    if (scored) {
      evaluator.likelihood(heldOut, "heldOut", likelihood);
    }
    if (!likelihood.isEmpty()) {
      result.set(
          Capabilities.has(model, EnergyFunction.class)
              ? "conditionalLogLikelihood"
              : "logLikelihood",
          likelihood);
    }
    if (scored) {
      evaluator.scores(heldOut, result);
    }
  }

  private Task<?> task(Examples examples) {
    return Task.of(model, examples, data.space().dim());
  }

  private interface TileUse {
    void on(EnergyFunction energy, Batch rows, int from);
  }

  /** Does something with every tile of examples, given their contexts, on all threads. */
  private void forTiles(Task<?> task, TileUse use) {
    Tiles tiles = Tiles.of(task.size());
    workers.forEach(
        tiles.count(),
        tile -> {
          int from = tiles.from(tile);
          int[] indices = new int[tiles.from(tile + 1) - from];
          for (int i = 0; i < indices.length; i++) {
            indices[i] = from + i;
          }
          Batch rows = Batch.allocate(indices.length, data.space().dim());
          task.examples().read(indices, 0, rows);
          use.on(task.energy(indices, 0, indices.length), rows, from);
        });
  }

  /** Left out where an example has no probability, as one with a label the model does not know. */
  private void likelihood(Task<?> task, String name, ObjectNode into) {
    double[] losses = new double[task.size()];
    int[] tractable = new int[1];
    forTiles(
        task,
        (energy, rows, from) -> {
          if (Capabilities.has(energy, Tractable.class)) {
            double[] energies = new double[rows.size()];
            double[] logPartitions = new double[rows.size()];
            energy.energies(rows, energies);
            energy.as(Tractable.class).orElseThrow().logPartitions(rows.size(), logPartitions);
            for (int i = 0; i < energies.length; i++) {
              losses[from + i] = energies[i] + logPartitions[i];
            }
          } else {
            tractable[0] = -1; // all tiles agree on it
          }
        });
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    if (tractable[0] == 0 && Double.isFinite(sum)) {
      double volume = data instanceof Rescaled scaled ? scaled.logVolume(data.space().dim()) : 0;
      Json.put(into, name, -sum / losses.length - volume);
    }
  }

  private void scores(Task<?> task, ObjectNode result) {
    retrieval(task, result);
    if (!(data instanceof TaskScored scored)) {
      return;
    }
    Batch predicted = Batch.allocate(task.size(), data.space().dim());
    boolean[] decodable = {true};
    forTiles(
        task,
        (energy, rows, from) -> {
          Decodable decoder = energy.as(Decodable.class).orElse(null);
          if (decoder != null) {
            decoder.decode(predicted.slice(from, from + rows.size()), new double[rows.size()]);
          } else {
            decodable[0] = false; // all tiles agree on it
          }
        });
    if (decodable[0]) {
      ObjectNode node = result.withObject("/scores");
      for (Map.Entry<String, Double> score : scored.scores(predicted).entrySet()) {
        Json.put(node, score.getKey(), score.getValue());
      }
      Classifier classifier = model.as(Classifier.class).orElse(null);
      if (classifier != null
          && data instanceof ClassTask classes
          && ClassifierScores.applies(classifier)) {
        ClassifierScores.put(node, classifier, classes, predicted, workers, random);
      }
    }
  }

  /**
   * How often the target of a context has the least energy among those of {@value #AMONG} examples,
   * for an energy of two encoders; over whole groups of consecutive examples.
   */
  private void retrieval(Task<?> task, ObjectNode result) {
    int groups = task.size() / AMONG;
    if (groups == 0 || !Capabilities.has(task.energy(new int[1], 0, 1), DualEncoder.class)) {
      return;
    }
    int[] right = new int[groups];
    workers.forEach(
        groups,
        group -> {
          int[] indices = new int[AMONG];
          for (int i = 0; i < AMONG; i++) {
            indices[i] = group * AMONG + i;
          }
          Batch rows = Batch.allocate(AMONG, data.space().dim());
          task.examples().read(indices, 0, rows);
          double[] energies = new double[AMONG * AMONG];
          AllPairs.of(task.energy(indices, 0, AMONG), AMONG).pairEnergies(rows, energies);
          for (int i = 0; i < AMONG; i++) {
            boolean least = true;
            for (int j = 0; j < AMONG; j++) {
              least &= j == i || energies[i * AMONG + j] > energies[i * AMONG + i];
            }
            right[group] += least ? 1 : 0;
          }
        });
    double sum = 0;
    for (int count : right) {
      sum += count;
    }
    Json.put(result.putObject("scores"), "retrievalAmong" + AMONG, sum / (groups * AMONG));
  }
}
