package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.Differentiable;
import io.ebm.api.Divided;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.Parallel;
import io.ebm.api.RandomStream;
import io.ebm.core.diagnostics.Auc;
import io.ebm.core.quality.Gaussian;
import io.ebm.core.quality.Outliers;
import io.ebm.core.run.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How well a model tells held-out examples from {@link Foreign} rows, beside what simple methods
 * make of it that know the training examples only.
 */
public final class ForeignScores {

  /** The name of the results in an evaluation. */
  public static final String KEY = "against";

  private static final int MOST_ROWS = 10_000;

  /** Gives each row a number that is high for what is unlike the examples. */
  private interface Score extends Function<Batch, double[]> {}

  /** A score and what held-out examples come to, high for what is like the examples. */
  @SuppressWarnings("ArrayRecordComponent") // numbers, never compared
  private record Scored(String name, Score score, double[] heldOut) {}

  private final Map<String, Score> scores = new LinkedHashMap<>();
  private final @Nullable Outliers outliers;

  private ForeignScores(Model model, Dataset data, Parallel threads) {
    Optional<EnergyFunction> energy =
        model.as(EnergyFunction.class).filter(own -> own.space().equals(data.space()));
    energy.ifPresent(own -> scores.put("auc", rows -> new Energies(own, threads).of(rows)));
    Classifier classifier = model.as(Classifier.class).orElse(null);
    if (classifier != null && ClassDoubt.of(classifier)) {
      scores.putIfAbsent(
          "auc", rows -> new Energies(ClassDoubt.freeEnergy(classifier), threads).of(rows));
      scores.put(
          "aucConfidence",
          rows -> new Energies(ClassDoubt.confidence(classifier), threads).of(rows));
    }
    if (data.space().levels() == 0) {
      energy
          .flatMap(own -> own.as(Differentiable.class))
          .ifPresent(own -> scores.put("aucSlope", rows -> slopes(own, rows, threads)));
    }
    energy
        .flatMap(own -> own.as(Divided.class))
        .ifPresent(own -> scores.put("aucDisagreement", rows -> divided(own, rows, threads)));
    int dim = data.space().dim();
    boolean simple = Gaussian.on(data.space()) && dim <= Outliers.MOST_DIMENSIONS;
    outliers =
        simple && !scores.isEmpty()
            ? Outliers.of(
                data.train().range(0, Math.min(data.train().size(), Outliers.MOST_ROWS), dim),
                threads)
            : null;
    if (outliers != null) {
      scores.put("principalComponents", outliers::residuals);
      scores.put("gaussian", outliers::mahalanobis);
      scores.put("nearest", outliers::nearest);
    }
  }

  /**
   * Adds the areas under the curve, which are 1 where all held-out examples score below all foreign
   * rows.
   *
   * @param model an energy of the examples, or a classifier; others are passed over
   * @param data with held-out examples; without any nothing is added
   * @param random what rows are chosen and made by
   */
  public static void add(
      ObjectNode into,
      Model model,
      Dataset data,
      List<Foreign> foreign,
      Parallel threads,
      RandomStream random) {
    if (foreign.isEmpty() || data.heldOut().size() == 0) {
      return;
    }
    ForeignScores all = new ForeignScores(model, data, threads);
    if (all.scores.isEmpty()) {
      return;
    }
    Batch heldOut =
        Choice.rows(data.heldOut(), data.space().dim(), MOST_ROWS, random.split("heldOut"));
    List<Scored> scored = new ArrayList<>();
    all.scores.forEach(
        (name, score) -> scored.add(new Scored(name, score, negated(score.apply(heldOut)))));
    ObjectNode node = into.putObject(KEY);
    for (Foreign each : foreign) {
      Batch rows = each.rows(heldOut, MOST_ROWS, random.split(each.name()));
      ObjectNode one = node.putObject(each.name());
      one.put("n", rows.size());
      for (Scored score : scored) {
        Json.put(one, score.name, Auc.of(score.heldOut, negated(score.score.apply(rows))));
      }
      if (all.outliers != null) {
        one.put("components", all.outliers.components());
      }
    }
  }

  private static double[] negated(double[] scores) {
    return OutOfDistribution.negated(scores);
  }

  private static double[] divided(Divided energy, Batch rows, Parallel threads) {
    double[] all = new double[rows.size()];
    threads.tiles(
        rows.size(),
        (tile, from, to) -> {
          double[] part = new double[to - from];
          energy.disagreements(rows.slice(from, to), part);
          System.arraycopy(part, 0, all, from, part.length);
        });
    return all;
  }

  /** The lengths of the energy's gradients (Grathwohl et al. 2020, section 5.3.3). */
  private static double[] slopes(Differentiable energy, Batch rows, Parallel threads) {
    double[] lengths = new double[rows.size()];
    threads.tiles(
        rows.size(),
        (tile, from, to) -> {
          Batch slopes = Batch.allocate(to - from, rows.dim());
          energy.gradients(rows.slice(from, to), new double[to - from], slopes);
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (int k = 0; k < rows.dim(); k++) {
              sum += (double) slopes.get(i - from, k) * slopes.get(i - from, k);
            }
            lengths[i] = Math.sqrt(sum);
          }
        });
    return lengths;
  }
}
