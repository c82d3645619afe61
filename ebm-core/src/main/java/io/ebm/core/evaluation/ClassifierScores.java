package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Classifier;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.core.data.ClassTask;
import io.ebm.core.diagnostics.Calibration;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Workers;
import tools.jackson.databind.node.ObjectNode;

/** What the probabilities of a classifier are worth. */
final class ClassifierScores {

  private ClassifierScores() {}

  /** Whether a classifier's energies can decode and know their partition functions. */
  static boolean applies(Classifier model) {
    EnergyFunction energy = model.given(Batch.allocate(1, model.features().dim()));
    return Capabilities.has(energy, Decodable.class) && Capabilities.has(energy, Tractable.class);
  }

  /**
   * Puts the calibration error on held-out examples, and how well two scores tell them from wrong
   * ones: the confidence {@code max_y p(y | c)} (Hendrycks and Gimpel 2017) and, unless the model
   * has an energy of features itself, the free energy {@code -log Σ_y exp(-E(y | c))} (Liu et al.
   * 2020).
   *
   * @param predicted the decoded class of every held-out example
   */
  static void put(
      ObjectNode node,
      Classifier model,
      ClassTask task,
      Batch predicted,
      Workers workers,
      RandomStream random) {
    EnergyFunction doubt = new Doubt(model);
    double[] doubts = new Energies(doubt, workers).of(task.data().heldOut());
    Batch truth = task.heldOut().range(0, doubts.length, 1);
    double[] confidence = new double[doubts.length];
    boolean[] right = new boolean[doubts.length];
    for (int i = 0; i < doubts.length; i++) {
      confidence[i] = Math.exp(-doubts[i]);
      right[i] = truth.get(i, 0) == predicted.get(i, 0);
    }
    Json.put(node, "calibrationError", Calibration.error(confidence, right));
    if (OutOfDistribution.applies(task.data())) {
      if (model.as(EnergyFunction.class).isEmpty()) {
        EnergyFunction free = new FreeEnergy(model);
        OutOfDistribution.put(node, "", free, task.data(), workers, random);
      }
      OutOfDistribution.put(node, "Confidence", doubt, task.data(), workers, random);
    }
  }

  /** {@code -log max_y p(y | c)} as an energy of features. */
  private record Doubt(Classifier model) implements EnergyFunction {
    @Override
    public StateSpace space() {
      return model.features();
    }

    @Override
    public void energies(Batch x, double[] out) {
      EnergyFunction given = model.given(x);
      double[] logPartitions = new double[x.size()];
      given.as(Decodable.class).orElseThrow().decode(Batch.allocate(x.size(), 1), out);
      given.as(Tractable.class).orElseThrow().logPartitions(x.size(), logPartitions);
      for (int i = 0; i < x.size(); i++) {
        out[i] += logPartitions[i];
      }
    }
  }

  /** {@code -log Σ_y exp(-E(y | c))} as an energy of features. */
  private record FreeEnergy(Classifier model) implements EnergyFunction {
    @Override
    public StateSpace space() {
      return model.features();
    }

    @Override
    public void energies(Batch x, double[] out) {
      model.given(x).as(Tractable.class).orElseThrow().logPartitions(x.size(), out);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -out[i];
      }
    }
  }
}
