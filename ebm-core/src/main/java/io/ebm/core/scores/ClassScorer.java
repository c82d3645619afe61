package io.ebm.core.scores;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.LabelledExamples;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.core.diagnostics.Calibration;
import io.ebm.core.evaluation.ClassDoubt;
import io.ebm.core.evaluation.Energies;
import io.ebm.core.evaluation.OutOfDistribution;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code classes}: what the probabilities of a classifier are worth. The calibration error on
 * held-out examples, and how well two scores tell them from wrong ones: the confidence {@code max_y
 * p(y | c)} (Hendrycks and Gimpel 2017) and, unless the model has an energy of features itself, the
 * free energy {@code -log Σ_y exp(-E(y | c))} (Liu et al. 2020).
 */
@AutoService(Scorer.class)
public final class ClassScorer implements Scorer {

  @Override
  public String name() {
    return "classes";
  }

  @Override
  public String description() {
    return "Calibration of a classifier, and how well its doubt tells examples from wrong ones.";
  }

  @Override
  public boolean applies(RunView run) {
    Classifier model = run.model().as(Classifier.class).orElse(null);
    Dataset task = run.task().orElse(null);
    if (model == null || task == null || !(task.heldOut() instanceof LabelledExamples examples)) {
      return false;
    }
    return examples.size() > 0 && ClassDoubt.of(model);
  }

  @Override
  public Map<String, Double> scores(RunView run) {
    Classifier model = run.model().as(Classifier.class).orElseThrow();
    Dataset data = run.data().orElseThrow();
    EnergyFunction doubt = ClassDoubt.confidence(model);
    double[] doubts = new Energies(doubt, run).of(data.heldOut());
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("calibrationError", Calibration.error(confidence(doubts), right(run, model)));
    if (OutOfDistribution.applies(data)) {
      if (run.energy().isEmpty()) {
        EnergyFunction free = ClassDoubt.freeEnergy(model);
        OutOfDistribution.put(scores, "", free, data, run, run.random());
      }
      OutOfDistribution.put(scores, "Confidence", doubt, data, run, run.random());
    }
    return scores;
  }

  private static double[] confidence(double[] doubts) {
    double[] confidence = new double[doubts.length];
    for (int i = 0; i < doubts.length; i++) {
      confidence[i] = Math.exp(-doubts[i]);
    }
    return confidence;
  }

  /** Whether the most probable class of each held-out example is its own. */
  private static boolean[] right(RunView run, Classifier model) {
    Dataset data = run.data().orElseThrow();
    Dataset task = run.task().orElseThrow();
    boolean[] right = new boolean[data.heldOut().size()];
    run.tiles(
        right.length,
        (tile, from, to) -> {
          Batch features = data.heldOut().range(from, to, model.features().dim());
          Batch truth = task.heldOut().range(from, to, 1);
          Batch predicted = Batch.allocate(to - from, 1);
          model
              .given(features)
              .as(Decodable.class)
              .orElseThrow()
              .decode(predicted, new double[to - from]);
          for (int i = 0; i < to - from; i++) {
            right[from + i] = truth.get(i, 0) == predicted.get(i, 0);
          }
        });
    return right;
  }
}
