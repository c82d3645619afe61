package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A classifier of questions, as a user trains it. */
class TextIT {

  /** Naive Bayes with pairs of words. */
  private static final double FLOOR = 0.824;

  /** A bag of words, which fits its training texts too closely. */
  private static final double FLOOR_OF_REVIEWS = 0.766;

  private static final String CONVOLUTIONS =
      """
      [
        {"type": "embedding", "dim": 8},
        {"type": "parallel", "join": "concat", "branches": [
          {"type": "sequence", "layers": [
            {"type": "conv1d", "channels": 6, "kernel": 3, "padding": 1}, "relu",
            {"type": "global-pool", "kind": "max"}]},
          {"type": "sequence", "layers": [
            {"type": "conv1d", "channels": 6, "kernel": 5, "padding": 2}, "relu",
            {"type": "global-pool", "kind": "mean"}]}]},
        {"type": "dense", "units": 2}
      ]
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsData() {
    assumeThat(Project.data()).as("EBM_DATA names the folder with sentences/").isNotNull();
  }

  private Path train(String name, Object... more) {
    Path run = folder.resolve(name);
    List<Object> arguments =
        new ArrayList<>(List.of("train", Project.example("sst2.json"), "--out", run));
    arguments.addAll(List.of(more));
    CommandLine trained = CommandLine.run(arguments.toArray());
    assertThat(trained.code()).as(trained.err()).isZero();
    return run;
  }

  @Test
  void reviewsAreToldByRunsOfCharacters() throws IOException {
    String evaluation = Files.readString(train("reviews").resolve("evaluation.json"));
    assertThat(Json.parse(evaluation).path("scores").path("accuracy").asDouble(0))
        .isGreaterThan(FLOOR_OF_REVIEWS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n-grams", "convolutions"})
  void threadsMakeNoDifference(String kind) throws IOException {
    byte[][] parameters = new byte[2][];
    for (int threads = 1; threads <= 2; threads++) {
      List<Object> more = new ArrayList<>(List.of("--threads", threads));
      more.addAll(List.of("--set", "training.steps=6"));
      if (kind.equals("convolutions")) {
        more.addAll(List.of("--set", "energy.layers=" + CONVOLUTIONS));
      }
      Path checkpoint = train(kind + threads, more.toArray()).resolve("checkpoints/step-000000006");
      parameters[threads - 1] = Files.readAllBytes(checkpoint.resolve("parameters.safetensors"));
    }
    assertThat(parameters[0]).isEqualTo(parameters[1]);
  }

  @Test
  void questionsAreToldByTheirWords() throws IOException {
    Path run = folder.resolve("run");
    CommandLine trained = CommandLine.run("train", Project.example("trec.json"), "--out", run);
    assertThat(trained.code()).as(trained.err()).isZero();
    String evaluation = Files.readString(run.resolve("evaluation.json"));
    assertThat(Json.parse(evaluation).path("scores").path("accuracy").asDouble(0))
        .isGreaterThan(FLOOR + 0.02);
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("held-out texts are told wrong; those that the classifier is surest of:");

    Path questions = folder.resolve("questions.txt");
    Files.writeString(questions, "Who was Abraham Lincoln ?\nWhen did Elvis Presley die ?\n");
    CommandLine predicted = CommandLine.run("predict", run, "--input", questions);
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out().lines()).hasSize(3).startsWith("class");

    Files.writeString(questions, "Who is it ?\n\n");
    CommandLine refused = CommandLine.run("predict", run, "--input", questions);
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err())
        .contains(questions + ":2: the text is empty; each must have at least one token");
  }

  /**
   * A unigram of names has 2.82 nats a symbol, their 4-gram 2.11, which a little training betters.
   */
  @Test
  void namesHaveALikelihoodWithAnInterval() throws IOException {
    Path run = folder.resolve("run");
    CommandLine trained =
        CommandLine.run(
            "train",
            Project.example("names.json"),
            "--out",
            run,
            "--set",
            "training.steps=60",
            "--set",
            "evaluation.logZ.draws=20000");
    assertThat(trained.code()).as(trained.err()).isZero();
    var evaluation = Json.parse(Files.readString(run.resolve("evaluation.json")));
    var nats = evaluation.path("natsPerSymbol");
    double heldOut = nats.path("heldOut").asDouble(9);
    assertThat(heldOut)
        .isLessThan(2.11)
        .isGreaterThan(nats.path("heldOutLower").asDouble(9))
        .isLessThan(nats.path("heldOutUpper").asDouble(0));
    double symbols = 22_717.0 / 3_204; // of a held-out name
    assertThat(-evaluation.path("logLikelihood").path("heldOut").asDouble(0))
        .isCloseTo(symbols * heldOut, within(1e-6));
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("the one that differs in the fewest tokens")
        .contains("Weights of attention by layers and heads");
  }
}
