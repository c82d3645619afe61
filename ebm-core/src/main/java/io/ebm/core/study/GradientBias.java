package io.ebm.core.study;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameterised;
import io.ebm.api.Schedule;
import io.ebm.core.Ebm;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.compose.Composition;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.discovery.Kind;
import io.ebm.core.io.JsonFaults;
import io.ebm.core.run.Json;
import io.ebm.core.task.Task;
import io.ebm.core.train.Augmented;
import io.ebm.core.train.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the gradient of objectives at an experiment's model, before training, with that of the
 * exact likelihood, on its first minibatch of training examples. The model's states must be few
 * enough to be listed.
 */
public final class GradientBias {

  /**
   * What was found of one objective; all gradients are means per row.
   *
   * @param objective its name and settings as in an experiment
   * @param angle between its expected gradient and the likelihood's, in degrees
   * @param bias the norm of their difference over that of the likelihood's
   * @param deviation the square root of the summed variances of a single draw's gradient, over the
   *     same norm
   * @param cost rows given to the energy (energies, gradients, sweeps) per row of data
   * @param problem why there are no numbers; empty if there are
   */
  public record Row(
      String objective, double angle, double bias, double deviation, double cost, String problem) {}

  private final Ebm ebm;
  private final ExperimentFile file;
  private final int draws;

  private GradientBias(Ebm ebm, ExperimentFile file, int draws) {
    this.ebm = ebm;
    this.file = file;
    this.draws = draws;
  }

  /**
   * Studies objectives.
   *
   * @param objectives each as a JSON object of an experiment; empty for all that are installed
   * @param draws gradients per objective, one after the other at the same parameters, at least 2
   * @throws UserException if the states of the energy cannot be listed
   */
  public static List<Row> of(Ebm ebm, ExperimentFile file, List<String> objectives, int draws) {
    if (draws < 2) {
      throw new UserException("draws must be at least 2, but are " + draws);
    }
    GradientBias study = new GradientBias(ebm, file, draws);
    List<Row> rows = new ArrayList<>();
    if (objectives.isEmpty()) {
      if (file.experiment().objective() != null) {
        rows.add(study.measure(List.of(file.json().path("objective"))));
      }
      for (String name : ebm.registry().names(Kind.OBJECTIVE)) {
        Row row = study.measure(study.guesses(name));
        if (row.problem().isEmpty()) {
          rows.add(row);
        }
      }
    }
    for (String objective : objectives) {
      rows.add(study.measure(List.of(parsed(objective))));
    }
    return rows;
  }

  private static JsonNode parsed(String objective) {
    try {
      return Json.parse(objective);
    } catch (JacksonException e) {
      throw new UserException(
          "the objective "
              + Texts.brief(objective)
              + " is not valid JSON: "
              + JsonFaults.inWords(e),
          e);
    }
  }

  /** Ways to write an objective of which only the name is known. */
  private List<JsonNode> guesses(String name) {
    Set<JsonNode> nested = new LinkedHashSet<>();
    JsonNode own = file.json().path("objective").path("sampler");
    JsonNode drawn = file.json().path("sampling").path("sampler");
    for (JsonNode sampler : List.of(own, drawn, Json.object().put("type", "gibbs"))) {
      if (sampler.isObject()) {
        nested.add(sampler);
      }
    }
    List<JsonNode> guesses = new ArrayList<>();
    guesses.add(Json.object().put("type", name));
    nested.forEach(sampler -> guesses.add(Json.object().put("type", name).set("sampler", sampler)));
    for (String key : List.of("noise", "negatives")) {
      guesses.add(Json.object().put("type", name).set(key, Json.object().put("type", "uniform")));
    }
    return guesses;
  }

  private Row measure(List<JsonNode> ways) {
    String problem = "";
    for (JsonNode objective : ways) {
      try {
        return measure(objective);
      } catch (UserException e) {
        problem = problem.isEmpty() ? Texts.reason(e) : problem;
      }
    }
    String name = ways.get(0).path("type").asString("?");
    return new Row(name, Double.NaN, Double.NaN, Double.NaN, Double.NaN, problem);
  }

  private Row measure(JsonNode objective) {
    ObjectNode json = (ObjectNode) file.json().deepCopy();
    json.set("objective", objective);
    ExperimentFile changed =
        ExperimentFile.parse(
            "experiment", Json.page(json), file.folder(), List.of(), ebm.registry());
    Composition composition = ebm.compose(changed);
    composition.checkFit();
    EnergyFunction energy = composition.model().as(EnergyFunction.class).orElse(null);
    if (energy == null) {
      throw new UserException("energy: a study of gradients needs an unconditional energy");
    }
    Parameterised learnable = composition.learnable();
    Dataset examples =
        composition
            .data()
            .orElseThrow(
                () -> new UserException("data: this key is missing; the study needs data"));
    int rows = changed.experiment().training().rows(examples.train().size(), false);
    Batch data = examples.train().range(0, rows, examples.space().dim());
    double[] exact = ExactGradient.of(energy, data);
    CountingEnergy counting = new CountingEnergy(energy);
    Steps steps =
        new Steps(
            new Steps.Parts(
                Task.of(counting, examples.train(), examples.space().dim()),
                learnable,
                composition.shards(rows),
                Augmented.NOTHING,
                Schedule.constant(0),
                composition.progress()),
            false,
            (round, lanes) -> lanes.forEach(lane -> lane.work(round)), // one counts at a time
            composition.workers());
    int[] indices = new int[rows];
    Arrays.setAll(indices, i -> i);
    Gradient gradient = learnable.parameters().newGradient();
    double[] mean = new double[exact.length];
    double[] squares = new double[exact.length];
    for (int draw = 0; draw < draws; draw++) {
      steps.evaluate(draw, draws, indices);
      steps.sumInto(gradient);
      for (int k = 0; k < mean.length; k++) {
        double here = gradient.values()[k] / (double) rows;
        mean[k] += here / draws;
        squares[k] += here * here / draws;
      }
    }
    return row(objective, exact, mean, squares, (double) counting.rows() / rows / draws);
  }

  private static Row row(
      JsonNode objective, double[] exact, double[] mean, double[] squares, double cost) {
    double product = 0;
    double ofExact = 0;
    double ofMean = 0;
    double difference = 0;
    double variance = 0;
    for (int k = 0; k < exact.length; k++) {
      product += exact[k] * mean[k];
      ofExact += exact[k] * exact[k];
      ofMean += mean[k] * mean[k];
      difference += (exact[k] - mean[k]) * (exact[k] - mean[k]);
      variance += Math.max(0, squares[k] - mean[k] * mean[k]);
    }
    double cosine = product / Math.sqrt(ofExact * ofMean);
    if (!Double.isFinite(cosine) || !Double.isFinite(variance)) {
      throw new UserException(
          ofExact == 0 || ofMean == 0
              ? "a gradient is 0, and an angle to it is not defined"
              : "a gradient is not finite");
    }
    return new Row(
        label(objective),
        Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine)))),
        Math.sqrt(difference / ofExact),
        Math.sqrt(variance / ofExact),
        cost,
        "");
  }

  /** The name, and those settings that are plain. */
  private static String label(JsonNode objective) {
    StringBuilder text = new StringBuilder(objective.path("type").asString("?"));
    for (Map.Entry<String, JsonNode> entry : objective.properties()) {
      if (!entry.getKey().equals("type") && entry.getValue().isNumber()) {
        text.append(' ').append(entry.getKey()).append('=').append(Json.line(entry.getValue()));
      }
    }
    return text.toString();
  }
}
