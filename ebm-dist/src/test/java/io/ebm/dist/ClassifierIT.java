package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Classifiers of UCI optdigits, as a user trains them. */
class ClassifierIT {

  /** What {@code ebm-bench/src/main/python/logistic.py} prints, by scikit-learn 1.9.1. */
  private static final double REFERENCE_TRAIN = 0.0934166809579318;

  private static final double REFERENCE_HELD_OUT = 0.16348231011251182;
  private static final double REFERENCE_ACCURACY = 0.9488035614913745;

  @TempDir Path folder;

  @BeforeEach
  void needsData() {
    assumeThat(Project.data()).as("EBM_DATA names the folder with uci/").isNotNull();
  }

  private CommandLine run(String example, String... changes) {
    Object[] words = new Object[4 + 2 * changes.length];
    words[0] = "train";
    words[1] = Project.example(example);
    words[2] = "--out";
    words[3] = folder.resolve("run");
    for (int i = 0; i < changes.length; i++) {
      words[4 + 2 * i] = "--set";
      words[5 + 2 * i] = changes[i];
    }
    return CommandLine.run(words);
  }

  private JsonNode evaluation(String example, String... changes) throws IOException {
    CommandLine result = run(example, changes);
    assertThat(result.code()).as(result.err()).isZero();
    return Json.parse(Files.readString(folder.resolve("run/evaluation.json")));
  }

  private static double at(JsonNode json, String section, String key) {
    return json.path(section).path(key).asDouble(Double.NaN);
  }

  @Test
  void logisticRegressionIsThatOfScikitLearn() throws IOException {
    JsonNode json =
        evaluation(
            "optdigits-classifier.json",
            "energy={\"type\": \"softmax-classifier\", \"scale\": 0}",
            "optimizer={\"type\": \"lbfgs\", \"c2\": 0.5}",
            "training.batch=null",
            "training.steps=1000");
    assertThat(at(json, "logLikelihood", "train")).isCloseTo(-REFERENCE_TRAIN, within(1e-4));
    assertThat(at(json, "logLikelihood", "heldOut")).isCloseTo(-REFERENCE_HELD_OUT, within(1e-4));
    assertThat(at(json, "scores", "accuracy")).isCloseTo(REFERENCE_ACCURACY, within(1e-3));
    assertThat(at(json, "scores", "calibrationError")).isBetween(0.0, 0.05);
    assertThat(at(json, "scores", "aucShuffled")).isBetween(0.5, 1.0);
    assertThat(at(json, "scores", "aucUniformConfidence")).isBetween(0.5, 1.0);
  }

  /** A linear classifier by each loss at its default settings; 600 steps. */
  @ParameterizedTest
  @CsvSource({
    "cross-entropy, 0.93",
    "perceptron, 0.90",
    "hinge, 0.93",
    "log-loss, 0.93",
    "lvq2, 0.90",
    "mce, 0.90",
    "square-square, 0.90",
    "square-exponential, 0.90",
    "mee, 0.90",
    "structured-hinge, 0.93"
  })
  void everyLossLearnsDigits(String loss, double least) throws IOException {
    JsonNode json =
        evaluation(
            "optdigits-classifier.json",
            "energy={\"type\": \"softmax-classifier\"}",
            "objective={\"type\": \"" + loss + "\"}",
            "optimizer.rate=0.01",
            "optimizer.weightDecay=0",
            "training.steps=600");
    assertThat(at(json, "scores", "accuracy")).as(loss).isGreaterThan(least);
  }

  @Test
  void aLayerOfHopfieldNetworksLearnsDigits() throws IOException {
    JsonNode json =
        evaluation(
            "optdigits-classifier.json",
            "energy={\"type\": \"hopfield-classifier\"}",
            "optimizer.rate=0.01",
            "optimizer.weightDecay=0",
            "training.steps=600");
    assertThat(at(json, "scores", "accuracy")).isGreaterThan(0.94);
    assertThat(at(json, "scores", "calibrationError")).isBetween(0.0, 0.05);
  }

  @Test
  void whatDoesNotFitIsToldBeforeARun() {
    CommandLine conditional =
        run(
            "optdigits-classifier.json",
            "objective={\"type\": \"marginal\", \"objective\": {\"type\": \"cross-entropy\"}}");
    assertThat(conditional.code()).isEqualTo(2);
    assertThat(conditional.err())
        .contains("objective: objective 'marginal' needs an energy that is Joint")
        .contains("objectives that fit it: ")
        .contains("cross-entropy");
    CommandLine nested =
        run(
            "optdigits-jem.json",
            "objective={\"type\": \"sum\", \"terms\": [{\"objective\": {\"type\": \"marginal\","
                + " \"objective\": {\"type\": \"hinge\"}}}]}");
    assertThat(nested.code()).isEqualTo(2);
    assertThat(nested.err())
        .contains(
            "objective.terms[0].objective.objective: objective 'hinge' needs an energy that"
                + " is BestDecodable");
    CommandLine unlabelled =
        run(
            "optdigits-classifier.json",
            "data={\"type\": \"two-moons\", \"size\": 100, \"heldOut\": 10}");
    assertThat(unlabelled.code()).isEqualTo(2);
    assertThat(unlabelled.err())
        .contains("energy: a softmax-classifier needs data with labels: csv with labelColumn");
  }
}
