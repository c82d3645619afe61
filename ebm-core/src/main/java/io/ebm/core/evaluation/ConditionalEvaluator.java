package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parallel;
import io.ebm.api.Rescaled;
import io.ebm.api.Rows;
import io.ebm.api.TaskScored;
import io.ebm.api.Tractable;
import io.ebm.core.run.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates a conditional model on the contexts of data; what does not apply is left out. */
public final class ConditionalEvaluator {

  private final Conditional<?> model;
  private final Dataset data;
  private final Parallel threads;

  private ConditionalEvaluator(Conditional<?> model, Dataset data, Parallel threads) {
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
  public static void evaluate(
      Conditional<?> model, Dataset data, Parallel threads, ObjectNode result) {
    ConditionalEvaluator evaluator = new ConditionalEvaluator(model, data, threads);
    ObjectNode likelihood = Json.object();
    if (data.train() instanceof ConditionalExamples<?> train) {
      evaluator.likelihood(train, "train", likelihood);
    }
    boolean scored = data.heldOut() instanceof ConditionalExamples<?> && data.heldOut().size() > 0;
    if (scored && data.heldOut() instanceof ConditionalExamples<?> heldOut) {
      evaluator.likelihood(heldOut, "heldOut", likelihood);
    }
    if (!likelihood.isEmpty()) {
      result.set(
          model instanceof EnergyFunction ? "conditionalLogLikelihood" : "logLikelihood",
          likelihood);
    }
    if (scored && data.heldOut() instanceof ConditionalExamples<?> heldOut) {
      evaluator.scores(heldOut, result);
    }
  }

  private interface TileUse {
    void on(EnergyFunction energy, Batch rows, int from);
  }

  /** Does something with every tile of examples, given their contexts, on all threads. */
  private void forTiles(ConditionalExamples<?> examples, TileUse use) {
    threads.tiles(
        examples.size(),
        (tile, from, to) -> {
          int[] indices = new int[to - from];
          for (int i = 0; i < indices.length; i++) {
            indices[i] = from + i;
          }
          Batch rows = Batch.allocate(indices.length, data.space().dim());
          examples.read(indices, 0, rows);
          use.on(given(model, examples, indices), rows, from);
        });
  }

  @SuppressWarnings("unchecked") // the data and the model must agree on what a context is
  private static <C extends Rows<C>> EnergyFunction given(
      Conditional<C> model, ConditionalExamples<?> examples, int[] indices) {
    return model.given(((ConditionalExamples<C>) examples).contexts(indices, 0, indices.length));
  }

  /** Left out where an example has no probability, as one with a label the model does not know. */
  private void likelihood(ConditionalExamples<?> examples, String name, ObjectNode into) {
    double[] losses = new double[examples.size()];
    int[] tractable = new int[1];
    forTiles(
        examples,
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

  private void scores(ConditionalExamples<?> examples, ObjectNode result) {
    if (!(data instanceof TaskScored scored)) {
      return;
    }
    Batch predicted = Batch.allocate(examples.size(), data.space().dim());
    boolean[] decodable = {true};
    forTiles(
        examples,
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
