package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Dataset;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Model;
import io.ebm.api.Parallel;
import io.ebm.api.Rescaled;
import io.ebm.api.TaskScored;
import io.ebm.api.Tractable;
import io.ebm.core.run.Json;
import io.ebm.core.task.Task;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates a conditional model on the contexts of data; what does not apply is left out. */
public final class ConditionalEvaluator {

  private final Model model;
  private final Dataset data;
  private final Parallel threads;

  private ConditionalEvaluator(Model model, Dataset data, Parallel threads) {
    this.model = model;
    this.data = data;
    this.threads = threads;
  }

  /**
   * Adds to an evaluation the mean conditional log likelihood where the partition functions can be
   * computed, and the scores of decoded targets where the data know how to score.
   *
   * @param data whose examples have contexts
   * @param result the object that {@code ebm evaluate --json} prints; with what is known of the
   *     contexts if they have an energy of their own, whose likelihood is then another thing
   */
  public static void evaluate(Model model, Dataset data, Parallel threads, ObjectNode result) {
    ConditionalEvaluator evaluator = new ConditionalEvaluator(model, data, threads);
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
    threads.tiles(
        task.size(),
        (tile, from, to) -> {
          int[] indices = new int[to - from];
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
          Tractable sums = energy.as(Tractable.class).orElse(null);
          if (sums != null) {
            double[] energies = new double[rows.size()];
            double[] logPartitions = new double[rows.size()];
            energy.energies(rows, energies);
            sums.logPartitions(rows.size(), logPartitions);
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
    }
  }
}
