package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier of questions, as a user trains it. */
class TextIT {

  /** Naive Bayes with pairs of words. */
  private static final double FLOOR = 0.824;

  @TempDir Path folder;

  @BeforeEach
  void needsData() {
    assumeThat(Project.data()).as("EBM_DATA names the folder with sentences/").isNotNull();
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
}
